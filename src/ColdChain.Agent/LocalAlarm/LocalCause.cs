namespace ColdChain.Agent.LocalAlarm;

/// <summary>What a local alarm is about. Stored by name: never rename.</summary>
public enum LocalCause
{
    TooWarm,

    TooCold,

    /// <summary>A sensor that spoke has fallen silent: a notice, told once and in weaker words, but told.</summary>
    Silence,
}
