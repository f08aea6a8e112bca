using ColdChain.Core.Integrity;

namespace ColdChain.Server.Audit;

/// <summary>Where the chain of the audit trail ends; one row, moved in the transaction that adds to the trail.</summary>
public sealed class AuditHead : INotAudited
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>The number of the newest row; 0 when there is none.</summary>
    public long LastId { get; init; }

    /// <summary>How many rows there are. Numbers may have had holes before the trail was chained.</summary>
    public long RowCount { get; init; }

    /// <summary>Of the newest row.</summary>
    public Digest Sha256 { get; init; }
}
