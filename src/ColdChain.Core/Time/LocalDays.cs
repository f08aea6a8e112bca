namespace ColdChain.Core.Time;

/// <summary>The days of a place, as stretches of time: 23 or 25 hours long where its clocks change.</summary>
/// <remarks>A span is never divided by 24 hours to count days; neighbouring days share no instant and leave none out.</remarks>
public static class LocalDays
{
    /// <summary>From the first instant of this date in this zone to the first instant of the next.</summary>
    public static TimeRange During(DateOnly day, TimeZoneInfo zone) => new(StartOf(day, zone), StartOf(day.AddDays(1), zone));

    /// <summary>The date that a wall calendar in this zone shows at that moment.</summary>
    public static DateOnly At(Instant moment, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), zone).DateTime);
    }

    /// <summary>Every date of one month, in order.</summary>
    public static IReadOnlyList<DateOnly> InMonth(int year, int month)
    {
        DateOnly first = new(year, month, 1);
        return [.. Enumerable.Range(0, DateTime.DaysInMonth(year, month)).Select(first.AddDays)];
    }

    /// <summary>
    /// The first instant of this date. Where midnight happens twice it is the first of them; where the clocks jump over
    /// midnight, the instant of the jump.
    /// </summary>
    public static Instant StartOf(DateOnly day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        TimeSpan offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return Instant.FromDateTimeOffset(new DateTimeOffset(midnight, offset));
    }
}
