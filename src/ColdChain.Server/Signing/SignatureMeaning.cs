namespace ColdChain.Server.Signing;

/// <summary>What somebody says by signing (21 CFR 11.50). Stored as written: never rename.</summary>
public enum SignatureMeaning
{
    /// <summary>记录: I did or read this, and wrote it down.</summary>
    Recorded,

    /// <summary>复核: I looked at what others wrote.</summary>
    Reviewed,
}
