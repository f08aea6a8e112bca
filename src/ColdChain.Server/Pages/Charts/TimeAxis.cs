using System.Globalization;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>The horizontal axis, in the facility's hours and days: 23- and 25-hour days have as many hours as they have.</summary>
public static class TimeAxis
{
    private static readonly int[] HourSteps = [1, 2, 3, 6, 12];

    private static readonly int[] DaySteps = [1, 2, 5, 7, 14];

    /// <summary>Lines between the two moments, at most <paramref name="most"/> or one more.</summary>
    public static IReadOnlyList<TimeTick> Ticks(Instant from, Instant until, TimeZoneInfo zone, int most)
    {
        ArgumentNullException.ThrowIfNull(zone);
        double hours = (until - from).TotalHours;
        int hourStep = HourSteps.FirstOrDefault(step => hours / step <= most);
        return hourStep > 0
            ? [.. Hours(from, until, zone, hourStep)]
            : [.. Days(from, until, zone, DaySteps.FirstOrDefault(step => hours / 24 / step <= most, DaySteps[^1]))];
    }

    private static IEnumerable<TimeTick> Hours(Instant from, Instant until, TimeZoneInfo zone, int step)
    {
        DateTime hour = LocalDay(from, zone);
        for (; ; hour = hour.AddHours(step))
        {
            if (zone.IsInvalidTime(hour))
            {
                continue;
            }

            Instant at = ToInstant(hour, zone);
            if (at >= until)
            {
                yield break;
            }

            if (at >= from)
            {
                bool isMidnight = hour.TimeOfDay == TimeSpan.Zero;
                yield return new TimeTick(at, Label(hour, isMidnight ? "MM-dd" : "HH:mm"), isMidnight);
            }
        }
    }

    private static IEnumerable<TimeTick> Days(Instant from, Instant until, TimeZoneInfo zone, int step)
    {
        DateTime day = LocalDay(from, zone);
        for (; ; day = day.AddDays(step))
        {
            Instant at = ToInstant(day, zone);
            if (at >= until)
            {
                yield break;
            }

            if (at >= from)
            {
                yield return new TimeTick(at, Label(day, "MM-dd"), IsDayStart: true);
            }
            else if (step > 1)
            {
                // The first day has begun before the chart: count the steps from the next one.
                day = day.AddDays(1 - step);
            }
        }
    }

    private static DateTime LocalDay(Instant at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).Date;

    /// <summary>A midnight that a change of clocks skips is the first moment after the skip.</summary>
    private static Instant ToInstant(DateTime local, TimeZoneInfo zone)
    {
        DateTime unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return Instant.FromDateTimeOffset(new DateTimeOffset(unspecified, zone.GetUtcOffset(unspecified)));
    }

    private static string Label(DateTime local, string form) => local.ToString(form, CultureInfo.InvariantCulture);
}
