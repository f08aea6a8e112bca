using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.History;
using ColdChain.Server.Inspection;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages.Charts;
using ColdChain.Server.Pages.Overview;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Pages.Units;

/// <summary>Collects what the page of one unit and its chart show; finds nothing outside of the reader's scope.</summary>
public sealed class UnitPageReader(
    FacilityScope scope, RecordsDbContext records, UnitReadings readings, OverviewReader overview, MonthSources sources)
{
    private const int MostRows = 50;

    /// <summary>A Fridge-tag remembers 60 days: whatever stretch is drawn, a file read out today shows whole.</summary>
    private static readonly TimeSpan LoggerMemory = TimeSpan.FromDays(61);

    public async Task<UnitPageFacts?> FindAsync(StorageUnitId id, ChartSpan span, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (await scope.FindStorageUnitAsync(id, cancellationToken) is not { } unit)
        {
            return null;
        }

        TimeRange during = new(now - span.Length, now);
        IReadOnlyList<UnitSeries> series = await readings.ReadForFiguresAsync(unit, during, cancellationToken);
        StorageProfile profile = UnitReadings.ProfileOf(unit);
        Facility facility = await records.Facilities.AsNoTracking().SingleAsync(place => place.Id == unit.FacilityId, cancellationToken);
        IReadOnlyList<LoggerDay> logger = await sources.Logger.ReadAsync(
            id, new TimeRange(now - LoggerMemory, null), TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone), cancellationToken);
        return new UnitPageFacts
        {
            Unit = unit,
            Facility = facility,
            Profile = profile,
            During = during,
            Series = [.. series.Select(one => one.From(during.Start - profile.LongestInterval))],
            Standing = (await overview.StandingsAsync([unit], now, cancellationToken))[id],
            Figures = TemperatureFigures.Over(during, [.. series.Select(one => one.Placed)], profile, now),
            Shown = UnitShown.Over(during, [.. series.Select(one => one.Placed)], profile),
            Excursions = await ExcursionsAsync(id, during, cancellationToken),
            Silences = await SilencesAsync(id, during, cancellationToken),
            Findings = await sources.Observations.FindAsync(id, during, series, profile, cancellationToken),
            Points = await PointsAsync(id, cancellationToken),
            Events = await sources.Observations.EventsAsync(id, during, cancellationToken),
            LoggerDays = [.. logger.Reverse()],
        };
    }

    /// <summary>The excursions as the chart shades them.</summary>
    public static IReadOnlyList<ChartShade> Shades(UnitPageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. facts.Excursions.Select(entry => new ChartShade(entry.During, entry.Side))];
    }

    private async Task<List<ExcursionEntry>> ExcursionsAsync(
        StorageUnitId id, TimeRange during, CancellationToken cancellationToken)
    {
        Instant start = during.Start;
        return await records.Set<ExcursionEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == id && entry.RetractedAt == null)
            .Where(entry => entry.EndedAt == null || entry.EndedAt >= start)
            .OrderByDescending(entry => entry.StartedAt)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<SilenceEntry>> SilencesAsync(
        StorageUnitId id, TimeRange during, CancellationToken cancellationToken)
    {
        Instant start = during.Start;
        return await records.Set<SilenceEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == id && (entry.EndedAt == null || entry.EndedAt >= start))
            .OrderByDescending(entry => entry.SilentSince)
            .Take(MostRows)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<SensorPlace>> PointsAsync(StorageUnitId id, CancellationToken cancellationToken) =>
        await (from point in records.MeasuringPoints.AsNoTracking()
               join sensor in records.Sensors.AsNoTracking() on point.SensorId equals sensor.Id
               where point.StorageUnitId == id
               orderby point.PlacedAt descending
               select new SensorPlace(point, sensor)).ToListAsync(cancellationToken);
}
