using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>How warm a sensor gets in ordinary hours, from the day before a rise (EX-35).</summary>
internal static class UsualTop
{
    /// <summary>Long enough for a daily defrosting to be seen. [P]</summary>
    public static readonly TimeSpan Look = TimeSpan.FromHours(24);

    /// <summary>Fewer hours with readings show no pattern. [P]</summary>
    private const int FewestHours = 6;

    /// <summary>The warmest hours are left out: one excursion of yesterday must not pass for usual. One in eight. [P]</summary>
    private const int HoursForOneLeftOut = 8;

    private const long MillisecondsPerHour = 3_600_000;

    /// <summary>In m°C; null when too little was observed.</summary>
    /// <param name="readings">By time.</param>
    /// <param name="before">The rise begins here: it is no part of the pattern.</param>
    public static int? Before(IReadOnlyList<Reading> readings, Instant before)
    {
        Dictionary<long, int> tops = [];
        Instant from = before - Look;
        foreach (Reading reading in readings)
        {
            if (reading.MeasuredAt >= from && reading.MeasuredAt < before)
            {
                long hour = (before.UnixMilliseconds - reading.MeasuredAt.UnixMilliseconds) / MillisecondsPerHour;
                int top = tops.GetValueOrDefault(hour, int.MinValue);
                tops[hour] = Math.Max(top, reading.Value.MilliCelsius);
            }
        }

        return tops.Count < FewestHours
            ? null
            : tops.Values.OrderDescending().ElementAt(tops.Count / HoursForOneLeftOut);
    }
}
