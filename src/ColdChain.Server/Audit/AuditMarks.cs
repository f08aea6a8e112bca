using ColdChain.Core.Integrity;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>Reads where the trail stands: what is committed, and so on the disk.</summary>
internal sealed class AuditMarks(IServiceScopeFactory scopes) : IAuditMarks
{
    public async Task<AuditMark?> NewestAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        AuditHead? head = await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<AuditHead>().AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        return head is { LastId: > 0 } ? new AuditMark(head.LastId, head.RowCount, head.Sha256) : null;
    }

    /// <summary>True where the row that was noted is still there and still the same.</summary>
    public async Task<bool> HoldsAsync(AuditMark mark, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().AuditEntries
            .AnyAsync(entry => entry.Id == mark.LastId && entry.Sha256 == mark.Sha256, cancellationToken);
    }
}
