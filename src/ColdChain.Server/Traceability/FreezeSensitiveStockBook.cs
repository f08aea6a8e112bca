using System.Collections.Concurrent;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability;

/// <summary>EX-18. Tells monitoring from the stock records when a unit held freeze-sensitive vaccine.</summary>
/// <remarks>
/// Kept at hand for <see cref="Freshness"/>, since monitoring asks with every batch. A facility without any movement on
/// record says nothing of what its fridges hold: then the worse case stands.
/// </remarks>
internal sealed class FreezeSensitiveStockBook(IServiceScopeFactory scopes, TimeProvider clock) : IStockKnowledge
{
    /// <summary>A receipt that was just written is known that much later at most; papers take longer than that.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<StorageUnitId, (long ReadAt, FreezeSensitiveStock Stock)> _known = new();

    public async ValueTask<FreezeSensitiveStock> FreezeSensitiveInAsync(StorageUnitId unit, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(unit, out (long ReadAt, FreezeSensitiveStock Stock) known) && clock.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Stock;
        }

        long now = clock.GetTimestamp();
        FreezeSensitiveStock stock = await ReadAsync(unit, cancellationToken);
        _known[unit] = (now, stock);
        return stock;
    }

    private async Task<FreezeSensitiveStock> ReadAsync(StorageUnitId unit, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        StorageUnit? found = await records.StorageUnits.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == unit, cancellationToken);
        if (found is null || StandardProfiles.Find(found.ProfileId) is not { } profile)
        {
            return FreezeSensitiveStock.Always;
        }

        IReadOnlyList<(Vaccine Vaccine, Core.Lots.Placement Placement)> placements = await scope.ServiceProvider
            .GetRequiredService<StockInside>().PlacementsAsync(found.FacilityId, clock.GetCurrentInstant(), cancellationToken);
        return placements.Count == 0
            ? FreezeSensitiveStock.Always
            : FreezeSensitiveStock.During(placements
                .Where(one => one.Vaccine.IsFreezeSensitive
                    && (one.Placement.Unit == unit || (one.Placement.Unit is null && one.Vaccine.Suits(profile))))
                .Select(one => one.Placement.During));
    }
}
