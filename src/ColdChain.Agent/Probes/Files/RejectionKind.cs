namespace ColdChain.Agent.Probes.Files;

/// <summary>Why the file of a logger is not taken.</summary>
public enum RejectionKind
{
    TooLarge,

    /// <summary>Of no known format, cut short or broken.</summary>
    Unreadable,

    /// <summary>Changed after the logger wrote it, or cut by hand.</summary>
    SignatureInvalid,

    /// <summary>Loggers of this kind sign their files, and this one is not signed.</summary>
    SignatureAbsent,

    /// <summary>The configuration has no logger of this serial.</summary>
    UnknownLogger,

    /// <summary>Two probes of it would be one sensor, or its loggers have clocks of different zones.</summary>
    Ambiguous,

    /// <summary>No temperature of it has a time.</summary>
    Empty,
}
