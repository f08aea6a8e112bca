namespace ColdChain.Agent.Decoding;

/// <summary>What the signature inside a file says of it.</summary>
public enum SignatureStanding
{
    /// <summary>It has none.</summary>
    Absent,

    /// <summary>Verified against the file's certificate; the issuer's key is inferred (docs/devices/loggers.md).</summary>
    Valid,

    /// <summary>The file was changed after it was signed, or its certificate is not of the known issuer.</summary>
    Invalid,
}
