using ColdChain.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Audit;

/// <summary>Appends the audit rows of every save to the same transaction: no write without its row, no row without its write.</summary>
/// <remarks>
/// The rows are made after the save proper, since a new record has its key only then; both stand in one transaction,
/// which is this interceptor's own when the caller has begun none. One instance serves one scope's contexts.
/// </remarks>
public sealed class AuditInterceptor(CurrentActor actor, TimeProvider clock) : SaveChangesInterceptor
{
    private readonly List<PendingAudit> _pending = [];
    private IDbContextTransaction? _own;
    private bool _isWritingAudit;

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (Collect(eventData.Context!) && eventData.Context!.Database.CurrentTransaction is null)
        {
            _own = eventData.Context.Database.BeginTransaction();
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (Collect(eventData.Context!) && eventData.Context!.Database.CurrentTransaction is null)
        {
            _own = await eventData.Context.Database.BeginTransactionAsync(cancellationToken);
        }

        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (AddRows(eventData.Context!))
        {
            eventData.Context!.SaveChanges();
            Finish(committed: true);
        }

        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        if (AddRows(eventData.Context!))
        {
            await eventData.Context!.SaveChangesAsync(cancellationToken);
            Finish(committed: true);
        }

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

    private bool Collect(DbContext context)
    {
        if (_isWritingAudit)
        {
            return false;
        }

        // Of a save that failed by concurrency, which nobody told us of; the context has ended that transaction.
        _own = null;
        _pending.Clear();
        _pending.AddRange(context.ChangeTracker.Entries().Where(PendingAudit.IsWanted).Select(PendingAudit.Of));
        return _pending.Count > 0;
    }

    private bool AddRows(DbContext context)
    {
        if (_isWritingAudit || _pending.Count == 0)
        {
            return false;
        }

        _isWritingAudit = true;
        Instant now = clock.GetCurrentInstant();
        context.Set<AuditEntry>().AddRange(_pending.Select(pending => pending.ToEntry(now, actor)));
        return true;
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
    }
}
