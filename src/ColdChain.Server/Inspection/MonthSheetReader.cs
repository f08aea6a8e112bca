using ColdChain.Core.HandReadings;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Monitoring;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>Collects the monthly sheet of a unit; finds nothing outside of the reader's scope.</summary>
public sealed class MonthSheetReader(
    FacilityScope scope, RecordsDbContext records, UnitReadings readings, HandReadingDesk desk, MonthSources sources)
{
    public async Task<MonthSheet?> FindAsync(StorageUnitId id, DateOnly month, Instant now, CancellationToken cancellationToken)
    {
        if (await scope.FindStorageUnitAsync(id, cancellationToken) is not { } unit)
        {
            return null;
        }

        Facility facility = await records.Facilities.AsNoTracking().SingleAsync(place => place.Id == unit.FacilityId, cancellationToken);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone);
        IReadOnlyList<DateOnly> days = LocalDays.InMonth(month.Year, month.Month);
        TimeRange during = new(LocalDays.StartOf(days[0], zone), LocalDays.StartOf(days[^1].AddDays(1), zone));
        TimeRange passed = new(during.Start, Instant.Max(during.Start, Instant.Min(during.End!.Value, now)));
        ProfileTimeline profiles = await readings.ProfilesAsync(unit, cancellationToken);
        IReadOnlyList<UnitSeries> series = await readings.ReadForFiguresAsync(unit, during, cancellationToken);
        IReadOnlyList<LoggerDay> logger = await sources.Logger.ReadAsync(id, during, zone, cancellationToken);
        IReadOnlyList<MonthExcursion> excursions = await ExcursionsAsync(id, during, cancellationToken);
        IReadOnlyList<HandReadingEntry> entries = await desk.ListAsync(id, days[0], days[^1], cancellationToken);
        IReadOnlyList<HandReadingEntry> standing = HandReadingDesk.Standing(entries);
        IReadOnlyList<TemperatureFigures> figures =
            [.. days.Select(day => FiguresOf(LocalDays.During(day, zone), series, profiles, now))];
        IReadOnlyList<MonthReview> reviews = await ReviewsAsync(id, days[0], cancellationToken);
        DateTimeOffset localNow = TimeZoneInfo.ConvertTime(now.ToDateTimeOffset(), zone);
        return new MonthSheet
        {
            Unit = unit,
            Facility = facility,
            Profile = profiles.At(during.End!.Value),
            Month = days[0],
            ReadAt = now,
            Days = [.. days.Zip(figures, (day, its) => Row(day, localNow, standing, excursions, its) with
            {
                Logger = logger.FirstOrDefault(one => one.Day == day),
            })],
            Total = TemperatureFigures.Joined(figures),
            Shown = UnitShown.Joined(profiles.Stretches.Where(stretch => stretch.During.Overlaps(passed)).Select(stretch =>
                UnitShown.Over(stretch.During.Intersect(passed)!.Value, [.. series.Select(one => one.Placed)], stretch.Profile))),
            HandReadings = HandReadingCompleteness.Of(days, [.. standing.Select(entry => entry.InZone(zone))], localNow),
            Excursions = excursions,
            Findings = await sources.Observations.FindAsync(id, passed, series, profiles.At(during.End!.Value), cancellationToken),
            Voided = [.. entries.Except(standing)],
            Reviews = reviews,
            Signatures = await sources.Signatures.UnderAsync([.. entries, .. reviews], cancellationToken),
            HasFreezerCompartment = await desk.HasFreezerCompartmentAsync(id, cancellationToken),
        };
    }

    private static MonthDay Row(
        DateOnly day,
        DateTimeOffset localNow,
        IReadOnlyList<HandReadingEntry> standing,
        IReadOnlyList<MonthExcursion> excursions,
        TemperatureFigures figures) => new(
            day,
            figures,
            standing.SingleOrDefault(entry => entry.Day == day && entry.Slot == HandReadingSlot.Morning),
            standing.SingleOrDefault(entry => entry.Day == day && entry.Slot == HandReadingSlot.Afternoon),
            HandReadingCompleteness.HasPassed(day, HandReadingSlot.Morning, localNow),
            HandReadingCompleteness.HasPassed(day, HandReadingSlot.Afternoon, localNow),
            [.. excursions.Where(one => one.Entry.During.Overlaps(figures.During))]);

    /// <summary>Only the readings that can speak for the stretch are handed on: a month is not walked for each day.</summary>
    /// <remarks>EX-38. A day in which the profile changed is judged in two parts; the reading before the change speaks into the second.</remarks>
    private static TemperatureFigures FiguresOf(
        TimeRange during, IReadOnlyList<UnitSeries> series, ProfileTimeline profiles, Instant now) => TemperatureFigures.Joined(
        [
            .. profiles.Stretches.Where(stretch => stretch.During.Overlaps(during)).Select(stretch =>
                FiguresOf(stretch.During.Intersect(during)!.Value, series, stretch.Profile, now)),
        ]);

    private static TemperatureFigures FiguresOf(
        TimeRange during, IReadOnlyList<UnitSeries> series, StorageProfile profile, Instant now)
    {
        Instant from = during.Start - profile.LongestInterval - StuckRun.Lookback;
        return TemperatureFigures.Over(
            during, [.. series.Select(one => new PlacedSeries(one.Point.During, Slice(one.Readings, from, during.End!.Value)))], profile, now);
    }

    private static List<Reading> Slice(IReadOnlyList<Reading> readings, Instant from, Instant until)
    {
        int first = FirstAtOrAfter(readings, from);
        int end = FirstAtOrAfter(readings, until);
        List<Reading> slice = new(end - first);
        for (int index = first; index < end; index++)
        {
            slice.Add(readings[index]);
        }

        return slice;
    }

    private static int FirstAtOrAfter(IReadOnlyList<Reading> readings, Instant moment)
    {
        (int low, int high) = (0, readings.Count);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = readings[middle].MeasuredAt < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private async Task<IReadOnlyList<MonthExcursion>> ExcursionsAsync(
        StorageUnitId id, TimeRange during, CancellationToken cancellationToken)
    {
        (Instant start, Instant end) = (during.Start, during.End!.Value);
        List<ExcursionEntry> entries = await records.Set<ExcursionEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == id && entry.RetractedAt == null && entry.StartedAt < end)
            .Where(entry => entry.EndedAt == null || entry.EndedAt > start)
            .OrderBy(entry => entry.StartedAt)
            .ToListAsync(cancellationToken);
        long[] ids = [.. entries.Select(entry => entry.Id)];
        Dictionary<long, Alarm> alarms = await (
            from link in records.Set<AlarmExcursion>().AsNoTracking()
            join alarm in records.Set<Alarm>().AsNoTracking() on link.AlarmId equals alarm.Id
            where ids.Contains(link.ExcursionId)
            select new { link.ExcursionId, alarm }).ToDictionaryAsync(pair => pair.ExcursionId, pair => pair.alarm, cancellationToken);
        return [.. entries.Select(entry => new MonthExcursion(entry, alarms.GetValueOrDefault(entry.Id)))];
    }

    private async Task<List<MonthReview>> ReviewsAsync(StorageUnitId id, DateOnly month, CancellationToken cancellationToken) =>
        await records.Set<MonthReview>().AsNoTracking()
            .Where(review => review.StorageUnitId == id && review.Month == month)
            .OrderBy(review => review.Id)
            .ToListAsync(cancellationToken);
}
