using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>What the sensors of a storage unit say of a stretch of time, for a vaccine's range (LT-12, LT-13).</summary>
public static class UnitWatch
{
    /// <summary>What counts as in range, and how long one reading speaks (EX-06).</summary>
    public sealed record Yardstick(Func<Temperature, bool> IsInRange, TimeSpan LongestInterval);

    /// <summary>LT-12. Out when any sensor says so; observed while any sensor speaks; else nobody knows.</summary>
    /// <exception cref="ArgumentException"><paramref name="during"/> has no end.</exception>
    public static WatchedTime Of(IEnumerable<PlacedSeries> sensors, Yardstick yardstick, TimeRange during)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        ArgumentNullException.ThrowIfNull(yardstick);
        ClosedRange whole = Closed(during);
        Extremes extremes = new();
        List<WatchedSpan> spoken = [];
        foreach (PlacedSeries series in sensors)
        {
            spoken.AddRange(Speech(series, yardstick, whole, extremes));
        }

        return new(WatchSweep.Over(whole, spoken, Worst), extremes.Lowest, extremes.Highest);
    }

    /// <summary>LT-13. The worst that any of several units would have done to the doses, moment by moment.</summary>
    public static WatchedTime WorstOf(IReadOnlyCollection<WatchedTime> units, TimeRange during)
    {
        ArgumentNullException.ThrowIfNull(units);
        return new(
            WatchSweep.Over(Closed(during), units.SelectMany(unit => unit.Spans), Worst),
            Extremes.Least(units.Select(unit => unit.Lowest)),
            Extremes.Most(units.Select(unit => unit.Highest)));
    }

    private static Watch Worst(WatchSweep.Votes votes) =>
        votes.Out > 0 ? Watch.Out : votes.Unobserved > 0 || votes.InRange == 0 ? Watch.Unobserved : Watch.InRange;

    /// <summary>What one sensor says of the time in which it sat there; its silence is said too.</summary>
    private static ImmutableArray<WatchedSpan> Speech(
        PlacedSeries series, Yardstick yardstick, ClosedRange whole, Extremes extremes)
    {
        SpanRun run = new();
        ClosedRange placed = whole.Clip(series.Placed);
        Instant heardUntil = placed.Start;
        IReadOnlyList<Reading> readings = series.Readings;
        StuckRun stuck = default;
        for (int index = 0; index < readings.Count;)
        {
            Instant at = readings[index].MeasuredAt;
            int next = index;
            bool isOut = false;
            while (next < readings.Count && readings[next].MeasuredAt == at)
            {
                isOut |= !yardstick.IsInRange(readings[next].Value);
                stuck = next == 0 ? StuckRun.Of(readings[next]) : stuck.Next(readings[next]);
                next++;
            }

            Instant until = at + yardstick.LongestInterval;
            until = next < readings.Count ? Instant.Min(until, readings[next].MeasuredAt) : until;
            ClosedRange part = new ClosedRange(at, until).Clip(new TimeRange(placed.Start, placed.End));
            bool speaks = isOut || !stuck.IsMute; // EX-24
            if (speaks && series.Placed.Contains(at) && !part.IsEmpty)
            {
                run.Add(new(heardUntil, part.Start, Watch.Unobserved));
                run.Add(new(part.Start, part.End, isOut ? Watch.Out : Watch.InRange));
                heardUntil = part.End;
                extremes.Take(readings, index, next);
            }

            index = next;
        }

        run.Add(new(heardUntil, placed.End, Watch.Unobserved));
        return run.ToImmutable();
    }

    private static ClosedRange Closed(TimeRange during) => during.End is { } end
        ? new(during.Start, end)
        : throw new ArgumentException("A stretch that is still going on is cut at a moment first.", nameof(during));

    private sealed class Extremes
    {
        public Temperature? Lowest { get; private set; }

        public Temperature? Highest { get; private set; }

        public void Take(IReadOnlyList<Reading> readings, int from, int to)
        {
            for (int index = from; index < to; index++)
            {
                Temperature value = readings[index].Value;
                Lowest = Lowest is { } lowest && lowest < value ? lowest : value;
                Highest = Highest is { } highest && highest > value ? highest : value;
            }
        }

        public static Temperature? Least(IEnumerable<Temperature?> values) => values.Where(value => value is not null).Min();

        public static Temperature? Most(IEnumerable<Temperature?> values) => values.Where(value => value is not null).Max();
    }
}
