namespace ColdChain.Server.Alarming.Outbox;

/// <summary>Why a message is sent. Stored by name: never rename.</summary>
public enum MessagePurpose
{
    /// <summary>A step of an escalation.</summary>
    Alarm,

    /// <summary>AL-10.</summary>
    BackInRange,

    /// <summary>AL-15.</summary>
    Digest,

    /// <summary>A calibration or a key that ends.</summary>
    Due,

    /// <summary>Somebody pressed the test button.</summary>
    Test,
}
