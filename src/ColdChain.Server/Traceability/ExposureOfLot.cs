using System.Collections.Immutable;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Placement = ColdChain.Core.Lots.Placement;

namespace ColdChain.Server.Traceability;

/// <summary>Follows a lot through its papers and reads, for every leg, what the sensors there measured (LT-11 to LT-14).</summary>
public sealed class ExposureOfLot(RecordsDbContext records, IReadingHistory history)
{
    /// <summary>Null when there is no such lot.</summary>
    /// <param name="lotId">The lot's row.</param>
    /// <param name="asOf">The moment of the report.</param>
    /// <param name="isInScope">Legs that touch no such facility are left out, and their readings not read.</param>
    /// <param name="cancellationToken">The reader went away.</param>
    public async Task<LotExposureReport?> FindAsync(
        long lotId, Instant asOf, Func<FacilityId?, bool> isInScope, CancellationToken cancellationToken)
    {
        LotEntry? entry = await records.Set<LotEntry>().AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == lotId, cancellationToken);
        if (entry is null)
        {
            return null;
        }

        Lot lot = entry.ToLot();
        List<MovementEntry> movements = await records.Set<MovementEntry>().AsNoTracking()
            .Where(movement => movement.LotId == lotId)
            .ToListAsync(cancellationToken);
        StockLedger ledger = StockLedger.Fold(movements.Select(movement => movement.ToMovement(lot.Key)));
        IReadOnlyList<CustodyLeg> legs = [.. ledger.Legs(lot.Key, asOf).Where(leg => IsInScope(leg, isInScope))];
        EquipmentOfLegs equipment = await EquipmentAsync(legs, cancellationToken);
        ImmutableArray<LegExposure>.Builder exposures = ImmutableArray.CreateBuilder<LegExposure>(legs.Count);
        foreach (CustodyLeg leg in legs)
        {
            exposures.Add(leg is Placement placement
                ? await ExposureAsync(placement, lot.Vaccine, equipment, asOf, cancellationToken)
                : new LegExposure(leg, JourneyWatch.Of((Journey)leg, lot.Vaccine, asOf), IsWorstCase: false));
        }

        return new LotExposureReport(
            lotId,
            lot,
            new LotExposure(lot.Key, exposures.ToImmutable()),
            Findings(ledger, lot, legs, equipment, asOf),
            [.. equipment.Facilities.Keys.SelectMany(facility => ledger.At(facility, asOf))],
            ledger.Movements)
        {
            AsOf = asOf,
            SuitableUnits = [.. equipment.Facilities.Keys.SelectMany(facility => equipment.SuitableUnits(facility, lot.Vaccine))],
        };
    }

    private static bool IsInScope(CustodyLeg leg, Func<FacilityId?, bool> isInScope) => leg switch
    {
        Placement placement => isInScope(placement.Facility),
        Journey journey => isInScope(journey.From) || isInScope(journey.To),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IReadOnlyList<LotFinding> Findings(
        StockLedger ledger, Lot lot, IReadOnlyList<CustodyLeg> legs, EquipmentOfLegs equipment, Instant asOf)
    {
        TimeZoneInfo zone = equipment.Facilities.Values.FirstOrDefault() ?? TimeZoneInfo.Utc;
        return
        [
            .. ledger.Findings(asOf)
                .Concat(legs.OfType<Journey>().SelectMany(journey => JourneyWatch.Findings(journey, lot.Vaccine)))
                .Concat(ExpiryCheck.Findings(ledger, lot, asOf, zone))
                .Concat(SuitabilityCheck.Findings(legs, lot.Vaccine, equipment.Profiles))
                .OrderBy(finding => finding.At)
                .ThenBy(finding => finding.Kind),
        ];
    }

    private async Task<LegExposure> ExposureAsync(
        Placement placement, Vaccine vaccine, EquipmentOfLegs equipment, Instant asOf, CancellationToken cancellationToken)
    {
        TimeRange during = new(placement.During.Start, placement.During.End is { } end ? Instant.Min(end, asOf) : asOf);
        if (placement.Unit is { } unit)
        {
            return new(placement, await WatchAsync(unit, vaccine, equipment, during, cancellationToken), IsWorstCase: false);
        }

        List<WatchedTime> suitable = [];
        foreach (StorageUnitId candidate in equipment.SuitableUnits(placement.Facility, vaccine))
        {
            suitable.Add(await WatchAsync(candidate, vaccine, equipment, during, cancellationToken));
        }

        return new(placement, UnitWatch.WorstOf(suitable, during), IsWorstCase: true);
    }

    private async Task<WatchedTime> WatchAsync(
        StorageUnitId unit, Vaccine vaccine, EquipmentOfLegs equipment, TimeRange during, CancellationToken cancellationToken)
    {
        StorageProfile? profile = equipment.Profiles.GetValueOrDefault(unit);
        TimeSpan longest = profile?.LongestInterval ?? StorageProfile.DefaultLongestInterval;
        List<PlacedSeries> series = [];
        foreach (MeasuringPoint point in equipment.Points.Where(point =>
            point.StorageUnitId == unit && point.During.Overlaps(during)))
        {
            // A reading from just before the leg still speaks into it, unless it was stuck (EX-24).
            IReadOnlyList<StoredReading> stored = await history.ReadAsync(
                point.SensorId, new TimeRange(during.Start - longest - StuckRun.Lookback, during.End), cancellationToken);
            series.Add(new PlacedSeries(point.During, [.. stored.Select(reading =>
                new Reading(point.SensorId, reading.MeasuredAt, reading.Value, reading.Flags))]));
        }

        bool isJudgedByProfile = profile is not null && vaccine.Suits(profile);
        return UnitWatch.Of(
            series,
            new UnitWatch.Yardstick(
                value => isJudgedByProfile ? profile!.Violated(value) is null : vaccine.IsInRange(value), longest),
            during);
    }

    private async Task<EquipmentOfLegs> EquipmentAsync(IReadOnlyList<CustodyLeg> legs, CancellationToken cancellationToken)
    {
        FacilityId[] facilities =
        [
            .. legs.OfType<Placement>().Select(placement => placement.Facility)
                .Concat(legs.OfType<Journey>().Select(journey => journey.To))
                .Distinct(),
        ];
        Dictionary<FacilityId, string> zones = await records.Facilities.AsNoTracking()
            .Where(facility => facilities.Contains(facility.Id))
            .ToDictionaryAsync(facility => facility.Id, facility => facility.TimeZone, cancellationToken);
        List<StorageUnit> units = await records.StorageUnits.AsNoTracking()
            .Where(unit => facilities.Contains(unit.FacilityId))
            .ToListAsync(cancellationToken);
        StorageUnitId[] unitIds = [.. units.Select(unit => unit.Id)];
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking()
            .Where(point => unitIds.Contains(point.StorageUnitId))
            .ToListAsync(cancellationToken);
        return new EquipmentOfLegs(units, points)
        {
            Facilities = zones.ToDictionary(zone => zone.Key, zone => TimeZoneInfo.FindSystemTimeZoneById(zone.Value)),
        };
    }
}
