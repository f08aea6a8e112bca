namespace ColdChain.Server.Alarming.Edge;

/// <summary>By which way somebody took an alarm at the edge, as the agent reported it.</summary>
public enum EdgeWay
{
    /// <summary>One that this server does not know.</summary>
    Other,

    Page,

    Command,

    Sms,

    Call,
}
