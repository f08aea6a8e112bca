using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability;
using Microsoft.EntityFrameworkCore;
using Placement = ColdChain.Server.Equipment.Placement;

namespace ColdChain.Server.Retention;

/// <summary>Knows of every sensor where it sat and which lots were inside, so that it can tell how long a day is kept.</summary>
internal sealed class RetentionBook
{
    private readonly EquipmentPlan _plan;
    private readonly Dictionary<FacilityId, List<(Core.Lots.Placement Held, DateOnly Expiry)>> _lots = [];

    private RetentionBook(EquipmentPlan plan) => _plan = plan;

    public static async Task<RetentionBook> LoadAsync(
        EquipmentPlan plan, RecordsDbContext records, Instant asOf, CancellationToken cancellationToken)
    {
        RetentionBook book = new(plan);
        Dictionary<LotKey, DateOnly?> expiries = (await records.Set<LotEntry>().AsNoTracking().ToListAsync(cancellationToken))
            .ToDictionary(lot => lot.Key, lot => lot.Expiry);
        StockInside stock = new(records);
        FacilityId[] facilities = [.. plan.PlacementsOfSensor.SelectMany(sensor => sensor).Select(placement => placement.FacilityId).Distinct()];
        foreach (FacilityId facility in facilities)
        {
            book._lots[facility] =
            [
                .. (await stock.PlacementsAsync(facility, asOf, cancellationToken))
                    .Where(one => expiries.GetValueOrDefault(one.Placement.Lot) is not null)
                    .Select(one => (one.Placement, expiries[one.Placement.Lot]!.Value)),
            ];
        }

        return book;
    }

    /// <summary>The last day on which what this sensor measured in that stretch must still be there.</summary>
    /// <param name="sensor">Any.</param>
    /// <param name="day">Its date, by the history's calendar.</param>
    /// <param name="during">The stretch of that day.</param>
    public DateOnly KeepThrough(SensorId sensor, DateOnly day, TimeRange during)
    {
        Placement[] sat = [.. _plan.PlacementsOfSensor[sensor].Where(placement => placement.During.Overlaps(during))];
        return sat.Length == 0
            ? Core.Keeping.Retention.KeepThrough(day, profileId: null, latestExpiry: null)
            : sat.Max(placement => Core.Keeping.Retention.KeepThrough(day, placement.Profile.Id, LatestExpiry(placement, during)));
    }

    /// <summary>A lot whose unit no paper names may have been in any unit of its facility.</summary>
    private DateOnly? LatestExpiry(Placement placement, TimeRange during)
    {
        DateOnly[] expiries =
        [
            .. _lots[placement.FacilityId]
                .Where(lot => (lot.Held.Unit is null || lot.Held.Unit == placement.StorageUnitId) && lot.Held.During.Overlaps(during))
                .Select(lot => lot.Expiry),
        ];
        return expiries.Length == 0 ? null : expiries.Max();
    }
}
