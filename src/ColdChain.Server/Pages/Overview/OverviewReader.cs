using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.Facilities;
using ColdChain.Server.History;
using ColdChain.Server.Inspection;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages.Units;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Pages.Overview;

/// <summary>Collects what the overview shows: every unit in the reader's scope as it stands now, worst first.</summary>
public sealed class OverviewReader(
    FacilityScope scope, RecordsDbContext records, IReadingHistory history, UnitGlances glances, DueReader due)
{
    public async Task<IReadOnlyList<OverviewRow>> ReadAsync(bool isEnglish, Instant now, CancellationToken cancellationToken)
    {
        List<StorageUnit> units = await scope.StorageUnits.AsNoTracking()
            .Where(unit => unit.Kind != StorageUnitKind.IcePack)
            .ToListAsync(cancellationToken);
        Dictionary<FacilityId, Facility> facilities =
            await scope.Facilities.AsNoTracking().ToDictionaryAsync(facility => facility.Id, cancellationToken);
        Dictionary<StorageUnitId, UnitStanding> standings = await StandingsAsync(units, now, cancellationToken);
        Dictionary<StorageUnitId, DueStep> steps = (await due.ReadAsync(cancellationToken))
            .Where(line => line.Step is not (DueStep.Later or DueStep.Missing))
            .GroupBy(line => line.Unit.Id)
            .ToDictionary(unit => unit.Key, unit => unit.Max(line => line.Step));
        List<OverviewRow> rows = [];
        foreach (StorageUnit unit in units)
        {
            Facility facility = facilities[unit.FacilityId];
            UnitChartPicture pictures = new(isEnglish, TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone), now);
            UnitGlance glance = await glances.OfAsync(unit, pictures, cancellationToken);
            rows.Add(new OverviewRow
            {
                Unit = unit,
                Facility = facility,
                Profile = UnitReadings.ProfileOf(unit),
                Standing = standings[unit.Id],
                Sparkline = glance.Sparkline,
                Inside = glance.Inside,
                Warnings = glance.Warnings,
                Due = steps.TryGetValue(unit.Id, out DueStep step) ? step : null,
            });
        }

        return
        [
            .. rows.OrderBy(row => row.Standing.Kind)
                .ThenBy(row => row.Standing.Excursion?.StartedAt ?? row.Standing.DataThrough ?? default)
                .ThenBy(row => row.Facility.Path, StringComparer.Ordinal)
                .ThenBy(row => row.Unit.Id.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>How each of these units stands; the caller has checked that the reader may see them.</summary>
    public async Task<Dictionary<StorageUnitId, UnitStanding>> StandingsAsync(
        IReadOnlyCollection<StorageUnit> units, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(units);
        StorageUnitId[] ids = [.. units.Select(unit => unit.Id)];
        ILookup<StorageUnitId, SensorId> placed = (await records.MeasuringPoints.AsNoTracking()
            .Where(point => ids.Contains(point.StorageUnitId) && point.RemovedAt == null && point.PlacedAt <= now)
            .ToListAsync(cancellationToken)).ToLookup(point => point.StorageUnitId, point => point.SensorId);
        SensorId[] sensors = [.. placed.SelectMany(unit => unit).Distinct()];
        IReadOnlyDictionary<SensorId, StoredReading> latest = await history.LatestAsync(sensors, cancellationToken);
        ILookup<StorageUnitId, ExcursionEntry> open = (await records.Set<ExcursionEntry>().AsNoTracking()
            .Where(entry => ids.Contains(entry.StorageUnitId) && entry.EndedAt == null && entry.RetractedAt == null)
            .ToListAsync(cancellationToken)).ToLookup(entry => entry.StorageUnitId);
        return units.ToDictionary(
            unit => unit.Id,
            unit => unit.IsInUse
                ? UnitStanding.Of(
                    UnitReadings.ProfileOf(unit),
                    [.. placed[unit.Id].Distinct().Select(sensor => Now(sensor, latest))],
                    [.. open[unit.Id].Select(Open)],
                    now)
                : new UnitStanding { Kind = StandingKind.NotInUse });

        OpenExcursion Open(ExcursionEntry entry) =>
            new(entry.Id, entry.Side, entry.StartedAt, entry.Peak, entry.AlarmDueAt is { } due && due <= now);
    }

    private static SensorNow Now(SensorId sensor, IReadOnlyDictionary<SensorId, StoredReading> latest) =>
        latest.TryGetValue(sensor, out StoredReading reading)
            ? new SensorNow(sensor, reading.MeasuredAt, reading.Value)
            : new SensorNow(sensor, null, null);
}
