using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>Adds the lots of a unit up to what an alarm says of them.</summary>
public sealed class StockReader(RecordsDbContext records, StockInside inside) : IStockReader
{
    public async Task<StockFacts?> AtAsync(StorageUnitId unit, Instant moment, CancellationToken cancellationToken)
    {
        IReadOnlyList<LotBalance> balances = await inside.AtAsync(unit, moment, cancellationToken);
        if (balances.Count == 0 && !await HasPapersAsync(unit, cancellationToken))
        {
            return null;
        }

        // A lot may stand there twice: with the unit recorded, and without.
        IEnumerable<StockLine> lots = balances.GroupBy(balance => balance.LotId).Select(lot => new StockLine(
            lot.Key,
            lot.First().Vaccine.NameZh,
            lot.First().Vaccine.NameEn,
            lot.First().Lot.LotNumber,
            lot.Sum(balance => balance.Doses),
            lot.First().IsFreezeSensitive));
        return new StockFacts(
            [.. lots.OrderByDescending(lot => lot.IsFreezeSensitive).ThenByDescending(lot => lot.Doses)],
            balances.All(balance => balance.UnitRecorded && balance.IsExact));
    }

    /// <summary>No paper about a facility means that nothing is known, not that nothing is there.</summary>
    private async Task<bool> HasPapersAsync(StorageUnitId unit, CancellationToken cancellationToken)
    {
        FacilityId? facility = await records.StorageUnits.Where(candidate => candidate.Id == unit)
            .Select(candidate => (FacilityId?)candidate.FacilityId)
            .SingleOrDefaultAsync(cancellationToken);
        return await records.Set<MovementEntry>().AnyAsync(movement => movement.ToFacilityId == facility, cancellationToken);
    }
}
