using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.Persistence;
using ColdChain.Server.Signing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Audit;

/// <summary>Chains the rows of a trail that was not chained yet, and hashes what was signed until then: once, in one transaction.</summary>
internal static class AuditUpgrade
{
    private const int RowsTogether = 1_000;

    /// <summary>Does nothing where the trail has its head.</summary>
    public static async Task RunAsync(RecordsDbContext records, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        if (await records.Set<AuditHead>().AnyAsync(cancellationToken))
        {
            return;
        }

        bool wasChained = await records.AuditEntries.AnyAsync(entry => entry.Sha256 != null, cancellationToken);
        records.Add(await ChainAsync(records, await OldRowFacilities.ReadAsync(records, cancellationToken), cancellationToken));
        await records.SaveChangesAsync(cancellationToken);
        if (!wasChained)
        {
            await SignaturesFromBefore.HashAsync(records, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        records.ChangeTracker.Clear();
    }

    private static async Task<AuditHead> ChainAsync(
        RecordsDbContext records, OldRowFacilities facilities, CancellationToken cancellationToken)
    {
        (long last, long count, Digest hash) = (0, 0, default);
        while (await records.AuditEntries.AsNoTracking().Where(entry => entry.Id > last).OrderBy(entry => entry.Id)
            .Take(RowsTogether).ToListAsync(cancellationToken) is { Count: > 0 } together)
        {
            foreach (AuditEntry entry in together)
            {
                hash = entry.Sha256 ?? await ChainAsync(records, entry, facilities.Of(entry), hash);
            }

            (last, count) = (together[^1].Id, count + together.Count);
        }

        return new AuditHead { LastId = last, RowCount = count, Sha256 = hash };
    }

    private static async Task<Digest> ChainAsync(RecordsDbContext records, AuditEntry entry, FacilityId? facility, Digest before)
    {
        Digest hash = CanonicalAuditRow.Hash(before, entry.ToRow(entry.Id) with { Facility = facility?.ToString() });
        await records.AuditEntries.Where(row => row.Id == entry.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.FacilityId, facility)
            .SetProperty(row => row.Sha256, hash));
        return hash;
    }
}
