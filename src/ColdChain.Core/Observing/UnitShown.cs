using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-29, EX-31. What can be shown of a unit: out when any sensor is shown out, in range only when all are, at every moment.</summary>
/// <param name="Verdict">Of the whole stretch.</param>
/// <param name="OutAtLeastMilliseconds">The most that one sensor alone shows.</param>
/// <param name="OutAtMostMilliseconds">All that the sensors can have been out in the worst course, and the time without any sensor.</param>
public sealed record UnitShown(ShownVerdict Verdict, long OutAtLeastMilliseconds, long OutAtMostMilliseconds)
{
    /// <param name="during">Must have an end, not after now: what is ahead cannot be shown.</param>
    /// <param name="sensors">One for each sensor, and each placement of it; each speaks for the time in which it sat there.</param>
    /// <param name="profile">The limits, and how long a reading speaks (EX-06).</param>
    /// <exception cref="ArgumentException">The stretch has no end, or readings are not in order.</exception>
    public static UnitShown Over(TimeRange during, IReadOnlyList<PlacedSeries> sensors, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        Instant end = during.End ?? throw new ArgumentException("What is shown is told of a stretch that ends.", nameof(during));
        List<ShownTime> shown = [];
        foreach (PlacedSeries series in sensors)
        {
            if (series.Placed.Intersect(during) is { } there)
            {
                shown.Add(ShownTime.Over(there, series, profile));
            }
        }

        long length = Milliseconds(during.LengthUntil(end));
        long uncovered = length - Covered(shown.Select(one => one.During));
        long most = Math.Min(length, uncovered + shown.Sum(one => one.OutAtMostMilliseconds));
        long least = shown.Select(one => one.OutAtLeastMilliseconds).DefaultIfEmpty(0).Max();
        return new UnitShown(ShownTime.VerdictOf(least, most), least, most);
    }

    /// <summary>Of stretches one after the other, each judged by the profile of its time (EX-38).</summary>
    public static UnitShown Joined(IEnumerable<UnitShown> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (long least, long most) = parts.Aggregate(
            (0L, 0L), (sum, one) => (sum.Item1 + one.OutAtLeastMilliseconds, sum.Item2 + one.OutAtMostMilliseconds));
        return new UnitShown(ShownTime.VerdictOf(least, most), least, most);
    }

    private static long Milliseconds(TimeSpan length) => length.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>The time for which any sensor sat there.</summary>
    private static long Covered(IEnumerable<TimeRange> ranges)
    {
        long sum = 0;
        long reached = long.MinValue;
        foreach (TimeRange range in ranges.OrderBy(range => range.Start))
        {
            long from = Math.Max(reached, range.Start.UnixMilliseconds);
            reached = Math.Max(reached, range.End!.Value.UnixMilliseconds);
            sum += Math.Max(0, reached - from);
        }

        return sum;
    }
}
