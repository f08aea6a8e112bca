using ColdChain.Core.Integrity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ColdChain.Server.Audit;

/// <summary>Gives the rows that one save adds to the trail their numbers and hashes, and moves the head behind them.</summary>
/// <remarks>
/// Appends are one after the other: the head is written to first (<see cref="TakeTurn"/>), which on PostgreSQL locks its row
/// until the transaction ends, and on SQLite happens under the lock that every writing transaction has from its beginning.
/// The head moves only after the rows are in, so that a save that fails inside a longer transaction leaves both as they were.
/// </remarks>
internal sealed class AuditChain
{
    private AuditHead? _moved;

    /// <summary>Waits until nobody else appends. Call it inside the transaction, before any record is written.</summary>
    public static void TakeTurn(DbContext records) =>
        MustBeThere(records.Set<AuditHead>().ExecuteUpdate(set => set.SetProperty(head => head.LastId, head => head.LastId)));

    /// <inheritdoc cref="TakeTurn"/>
    public static async Task TakeTurnAsync(DbContext records, CancellationToken cancellationToken) =>
        MustBeThere(await records.Set<AuditHead>().ExecuteUpdateAsync(
            set => set.SetProperty(head => head.LastId, head => head.LastId), cancellationToken));

    public void Link(DbContext records, IReadOnlyList<EntityEntry<AuditEntry>> added) =>
        _moved = added.Count == 0 ? null : Linked(records.Set<AuditHead>().AsNoTracking().Single(), added);

    public async Task LinkAsync(DbContext records, IReadOnlyList<EntityEntry<AuditEntry>> added, CancellationToken cancellationToken) =>
        _moved = added.Count == 0 ? null : Linked(await records.Set<AuditHead>().AsNoTracking().SingleAsync(cancellationToken), added);

    public void MoveHead(DbContext records)
    {
        if (_moved is { } moved)
        {
            records.Set<AuditHead>().ExecuteUpdate(set => set
                .SetProperty(head => head.LastId, moved.LastId)
                .SetProperty(head => head.RowCount, moved.RowCount)
                .SetProperty(head => head.Sha256, moved.Sha256));
            _moved = null;
        }
    }

    public async Task MoveHeadAsync(DbContext records, CancellationToken cancellationToken)
    {
        if (_moved is { } moved)
        {
            await records.Set<AuditHead>().ExecuteUpdateAsync(
                set => set
                    .SetProperty(head => head.LastId, moved.LastId)
                    .SetProperty(head => head.RowCount, moved.RowCount)
                    .SetProperty(head => head.Sha256, moved.Sha256),
                cancellationToken);
            _moved = null;
        }
    }

    /// <summary>Of a save that failed.</summary>
    public void Forget() => _moved = null;

    private static AuditHead Linked(AuditHead head, IReadOnlyList<EntityEntry<AuditEntry>> added)
    {
        long number = head.LastId;
        Digest hash = head.Sha256;
        foreach (EntityEntry<AuditEntry> entry in added)
        {
            number++;
            hash = CanonicalAuditRow.Hash(hash, entry.Entity.ToRow(number));
            PropertyEntry<AuditEntry, long> id = entry.Property(row => row.Id);
            id.CurrentValue = number;
            id.IsTemporary = false;
            entry.Property(row => row.Sha256).CurrentValue = hash;
        }

        return new AuditHead { LastId = number, RowCount = head.RowCount + added.Count, Sha256 = hash };
    }

    private static void MustBeThere(int heads)
    {
        if (heads != 1)
        {
            throw new InvalidOperationException(
                "The head of the audit trail is gone from the records; nothing is written without its audit row. "
                + "Run 'coldchain-server verify' and start the server again.");
        }
    }
}
