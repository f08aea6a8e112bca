using System.Data.Common;
using ColdChain.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Audit;

/// <summary>Appends the audit rows of every save to the same transaction: no write without its row, no row without its write.</summary>
/// <remarks>
/// The rows are made after the save proper, since a new record has its key only then; both stand in one transaction,
/// which is this interceptor's own when the caller has begun none. One instance serves one scope's contexts. Whatever is
/// added to the trail, by this class or by others, gets its place in the chain here (<see cref="AuditChain"/>).
/// </remarks>
public sealed class AuditInterceptor(CurrentActor actor, AuditSignal signal, TimeProvider clock)
    : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly AuditChain _chain = new();
    private readonly List<PendingAudit> _pending = [];
    private IDbContextTransaction? _own;
    private bool _isWritingAudit;
    private bool _hasRows;
    private bool _hasToTell;

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        DbContext records = eventData.Context!;
        List<EntityEntry<AuditEntry>> added = Collect(records);
        if (!_isWritingAudit && _hasRows)
        {
            _own = records.Database.CurrentTransaction is null ? records.Database.BeginTransaction() : null;
            AuditChain.TakeTurn(records);
        }

        _chain.Link(records, added);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        DbContext records = eventData.Context!;
        List<EntityEntry<AuditEntry>> added = Collect(records);
        if (!_isWritingAudit && _hasRows)
        {
            _own = records.Database.CurrentTransaction is null
                ? await records.Database.BeginTransactionAsync(cancellationToken)
                : null;
            await AuditChain.TakeTurnAsync(records, cancellationToken);
        }

        await _chain.LinkAsync(records, added, cancellationToken);
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        DbContext records = eventData.Context!;
        _chain.MoveHead(records);
        if (_isWritingAudit)
        {
            return result;
        }

        if (_pending.Count > 0)
        {
            AddRows(records);
            records.SaveChanges();
        }

        Finish(committed: true);
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        DbContext records = eventData.Context!;
        await _chain.MoveHeadAsync(records, cancellationToken);
        if (_isWritingAudit)
        {
            return result;
        }

        if (_pending.Count > 0)
        {
            AddRows(records);
            await records.SaveChangesAsync(cancellationToken);
        }

        Finish(committed: true);
        return result;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Finish(committed: false);

    public override Task SaveChangesFailedAsync(
        DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Finish(committed: false);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Finish(committed: false);

    public override Task SaveChangesCanceledAsync(
        DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Finish(committed: false);
        return Task.CompletedTask;
    }

    /// <summary>Whoever notes the end of the trail is told when the rows are there to be seen, whoever began the transaction.</summary>
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell();

    /// <inheritdoc cref="TransactionCommitted"/>
    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        if (_hasToTell)
        {
            _hasToTell = false;
            signal.Tell();
        }
    }

    /// <summary>Notes the changes whose rows are to be written after the save, and gives the rows that it brings itself.</summary>
    private List<EntityEntry<AuditEntry>> Collect(DbContext records)
    {
        if (!_isWritingAudit)
        {
            // Of a save that failed by concurrency, which nobody told us of; the context has ended that transaction.
            _own = null;
            _pending.Clear();
            _pending.AddRange(records.ChangeTracker.Entries().Where(PendingAudit.IsWanted).Select(PendingAudit.Of));
        }

        List<EntityEntry<AuditEntry>> added = [.. records.ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State == EntityState.Added)];
        _hasRows = added.Count + _pending.Count > 0;
        _hasToTell |= _hasRows;
        return added;
    }

    private void AddRows(DbContext records)
    {
        _isWritingAudit = true;
        Instant now = clock.GetCurrentInstant();
        records.Set<AuditEntry>().AddRange(_pending.Select(pending => pending.ToEntry(now, actor, records)));
    }

    private void Finish(bool committed)
    {
        if (committed)
        {
            _own?.Commit();
        }

        _own?.Dispose();
        _own = null;
        _isWritingAudit = false;
        _pending.Clear();
        _chain.Forget();
    }
}
