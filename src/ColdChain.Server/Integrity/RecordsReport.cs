namespace ColdChain.Server.Integrity;

/// <summary>What of the records was checked, and the first thing that does not fit.</summary>
internal sealed record RecordsReport
{
    public Misfit? First { get; init; }

    public long AuditRows { get; init; }

    public long Signatures { get; init; }

    /// <summary>Signatures from before they asked for the password.</summary>
    public long FromBefore { get; init; }

    /// <summary>Files that papers name.</summary>
    public long Files { get; init; }

    public long FileBytes { get; init; }

    /// <summary>Files in the folders of papers that no paper names.</summary>
    public long Strangers { get; init; }

    /// <summary>One of them; null where there is none.</summary>
    public string? Stranger { get; init; }
}
