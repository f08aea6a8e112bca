namespace ColdChain.Server.Alarming.Edge;

/// <summary>What an agent did by itself about a unit.</summary>
public enum EdgeMomentKind
{
    Raised,

    /// <summary>Not a temperature: a sensor that it does not hear.</summary>
    SilenceRaised,

    Acknowledged,

    Over,
}
