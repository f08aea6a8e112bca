using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>What was checked, and the first thing that does not fit.</summary>
internal sealed record VerifyReport
{
    public Misfit? First { get; init; }

    /// <summary>Of the audit trail and the signatures; null where only readings were checked.</summary>
    public RecordsReport? Records { get; init; }

    public bool Fits => First is null && Records?.First is null;

    public long Chunks { get; init; }

    /// <summary>Chunks whose readings were opened and hashed; of the others the chain was followed.</summary>
    public long Opened { get; init; }

    public int Sensors { get; init; }

    public long Readings { get; init; }

    public long Conflicts { get; init; }

    public long Roots { get; init; }

    public RootLine? NewestRoot { get; init; }

    public long Arrivals { get; init; }

    /// <summary>Rows of daily extremes, events and quarantine.</summary>
    public long LedgerRows { get; init; }

    /// <summary>Records whose readings were destroyed at the end of their time; their hashes were checked.</summary>
    public long Destroyed { get; init; }

    /// <summary>Of a package: records sealed after its newest root, which no signature covers yet.</summary>
    public long UnderNoRoot { get; init; }
}
