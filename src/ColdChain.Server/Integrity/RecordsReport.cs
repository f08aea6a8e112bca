namespace ColdChain.Server.Integrity;

/// <summary>What of the records was checked, and the first thing that does not fit.</summary>
internal sealed record RecordsReport
{
    public Misfit? First { get; init; }

    public long AuditRows { get; init; }

    public long Signatures { get; init; }

    /// <summary>Signatures from before they asked for the password.</summary>
    public long FromBefore { get; init; }
}
