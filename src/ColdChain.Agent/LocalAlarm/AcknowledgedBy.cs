namespace ColdChain.Agent.LocalAlarm;

/// <summary>By which way somebody said "I have it" at the edge. Stored by name: never rename.</summary>
public enum AcknowledgedBy
{
    /// <summary>The agent's status page.</summary>
    Page,

    /// <summary>The verb <c>alarms ack</c>.</summary>
    Command,

    /// <summary>A reply to the message, from a known number.</summary>
    Sms,

    /// <summary>A call back from a known number.</summary>
    Call,
}
