using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>Adds up the share of a vial monitor's budget along the readings of one sensor (EX-33).</summary>
public sealed class VialMonitorBudget
{
    private readonly VialMonitor _monitor;
    private readonly long _from;
    private readonly long _until;
    private readonly Temperature? _ambient;
    private double _used;
    private double _assumedUsed;
    private long _assumed;
    private long _counted;

    private VialMonitorBudget(VialMonitor monitor, TimeRange part, Temperature? ambient)
    {
        (_monitor, _ambient) = (monitor, ambient);
        (_from, _until) = (part.Start.UnixMilliseconds, part.End!.Value.UnixMilliseconds);
    }

    /// <param name="during">What is asked for; must have an end.</param>
    /// <param name="series">One sensor in one place.</param>
    /// <param name="monitor">Of which type.</param>
    /// <param name="longestInterval">Of the profile: two readings further apart have a gap between them (EX-06).</param>
    /// <param name="ambient">Of the room, when known: through a gap it counts where it is the warmest.</param>
    /// <exception cref="ArgumentException">The stretch has no end.</exception>
    public static VialMonitorShare Over(
        TimeRange during, PlacedSeries series, VialMonitor monitor, TimeSpan longestInterval, Temperature? ambient = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(monitor);
        if (during.End is null)
        {
            throw new ArgumentException("A budget is of a stretch that ends.", nameof(during));
        }

        if (during.Intersect(series.Placed) is not { } part)
        {
            return new VialMonitorShare(monitor, 0, 0, 0, 0);
        }

        VialMonitorBudget budget = new(monitor, part, ambient);
        budget.Walk(series, (long)longestInterval.TotalMilliseconds);
        return new VialMonitorShare(
            monitor, budget._used, budget._assumedUsed, budget._assumed, budget._until - budget._from - budget._counted);
    }

    private void Walk(PlacedSeries series, long longest)
    {
        Reading? before = null;
        foreach (Reading reading in series.Readings.Where(reading => series.Placed.Contains(reading.MeasuredAt)))
        {
            long at = reading.MeasuredAt.UnixMilliseconds;
            if (before is not { } last)
            {
                Assume(_from, at, reading.Value);
            }
            else if (at - last.MeasuredAt.UnixMilliseconds <= longest)
            {
                Count(last.MeasuredAt.UnixMilliseconds, at, (Rate(last.Value) + Rate(reading.Value)) / 2);
            }
            else
            {
                Assume(last.MeasuredAt.UnixMilliseconds, at, Warmer(last.Value, reading.Value));
            }

            before = reading;
        }

        if (before is { } newest)
        {
            long speaksUntil = newest.MeasuredAt.UnixMilliseconds + longest;
            Count(newest.MeasuredAt.UnixMilliseconds, speaksUntil, Rate(newest.Value));
            Assume(speaksUntil, _until, newest.Value);
        }
    }

    private double Rate(Temperature value) => _monitor.SharePerMillisecond(value);

    private double Count(long start, long end, double rate)
    {
        long milliseconds = Math.Max(0, Math.Min(end, _until) - Math.Max(start, _from));
        _counted += milliseconds;
        _used += milliseconds * rate;
        return milliseconds * rate;
    }

    private void Assume(long start, long end, Temperature value)
    {
        long before = _counted;
        _assumedUsed += Count(start, end, Rate(_ambient is { } ambient ? Warmer(value, ambient) : value));
        _assumed += _counted - before;
    }

    private static Temperature Warmer(Temperature left, Temperature right) => left > right ? left : right;
}
