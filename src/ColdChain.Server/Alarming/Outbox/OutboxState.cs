namespace ColdChain.Server.Alarming.Outbox;

/// <summary>What has become of a message. Stored by name: never rename.</summary>
public enum OutboxState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Pending,

    /// <summary>The receiver has taken it.</summary>
    Delivered,

    /// <summary>AL-14. A newer message or the return to range made it pointless before it could be sent.</summary>
    Superseded,

    /// <summary>AL-12. The address has had its share; the morning digest counts it.</summary>
    Withheld,

    /// <summary>AL-14. Tried for a day.</summary>
    GivenUp,
}
