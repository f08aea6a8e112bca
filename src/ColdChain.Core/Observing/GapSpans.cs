using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Observing;

/// <summary>The stretches of a gap in which the temperature is out, along the best and the worst course it can have taken.</summary>
/// <remarks>
/// The worst course goes out on one side and stays there. To change sides costs the whole range on the way, which is
/// never less than to go to either side from where it is: so the worse of the two sides is the worst of all courses.
/// </remarks>
internal sealed class GapSpans
{
    private readonly long _from;
    private readonly long _until;
    private readonly GapBounds.Known? _before;
    private readonly GapBounds.Known? _after;

    // So many milliseconds for so many thousandths of a kelvin.
    private readonly long _milliseconds = GapBounds.MillisecondsPerMilliKelvin;
    private readonly long _milliKelvin = 1;

    public GapSpans(long from, long until, GapBounds.Known? before, GapBounds.Known? after)
    {
        (_from, _until, _before, _after) = (from, until, before, after);
        if (before is { } left && after is { } right)
        {
            long apart = (right.At - left.At).Ticks / TimeSpan.TicksPerMillisecond;
            long change = (right.Value - left.Value).Magnitude.MilliKelvin;
            if (change * GapBounds.MillisecondsPerMilliKelvin > apart)
            {
                (_milliseconds, _milliKelvin) = (apart, change);
            }
        }
    }

    /// <summary>Out only for as long as it takes to come back in, and to go out to where it was found.</summary>
    public long AtBest(StorageProfile profile) => Covered(
        _before is { } left ? (Start(left), Start(left) + (BeyondBy(profile, left.Value) * _milliseconds / _milliKelvin)) : default,
        _after is { } right ? (Start(right) - (BeyondBy(profile, right.Value) * _milliseconds / _milliKelvin), Start(right)) : default,
        default);

    /// <summary>Straight out on this side and back at the last moment; what was out on the other side was out too.</summary>
    public long AtWorst(Limit side, Limit? other)
    {
        long outAt = _before is { } left ? Start(left) + TimeTo(side, left.Value) : _from;
        long back = _after is { } right ? Start(right) - TimeTo(side, right.Value) : _until;
        return Covered(
            _before is { } begun ? (Start(begun), Start(begun) + TimeFrom(other, begun.Value)) : default,
            (outAt, back),
            _after is { } found ? (Start(found) - TimeFrom(other, found.Value), Start(found)) : default);
    }

    private static long Start(GapBounds.Known known) => known.At.UnixMilliseconds;

    private static long BeyondBy(StorageProfile profile, Temperature value) => Math.Max(
        profile.High is { } high ? BeyondBy(high, value) : 0, profile.Low is { } low ? BeyondBy(low, value) : 0);

    private static long BeyondBy(Limit limit, Temperature value) => Math.Max(0, -MissingTo(limit, value));

    private static long MissingTo(Limit limit, Temperature value) => limit.Side == LimitSide.High
        ? limit.Value.MilliCelsius - value.MilliCelsius
        : value.MilliCelsius - limit.Value.MilliCelsius;

    /// <summary>Until it can be beyond the limit; rounded down, so that the bound is not too narrow.</summary>
    private long TimeTo(Limit limit, Temperature value) => Math.Max(0, MissingTo(limit, value)) * _milliseconds / _milliKelvin;

    /// <summary>Until it can be back within the limit; rounded up for the same reason.</summary>
    private long TimeFrom(Limit? limit, Temperature value) => limit is null
        ? 0
        : ((BeyondBy(limit, value) * _milliseconds) + _milliKelvin - 1) / _milliKelvin;

    /// <summary>How much of the gap three spans cover that begin one after the other; they may overlap or be empty.</summary>
    private long Covered((long From, long To) first, (long From, long To) second, (long From, long To) third)
    {
        long sum = 0;
        long reached = _from;
        foreach ((long from, long to) in new[] { first, second, third }.OrderBy(span => span.From))
        {
            long start = Math.Max(reached, from);
            long end = Math.Min(to, _until);
            if (end > start)
            {
                sum += end - start;
                reached = end;
            }
        }

        return sum;
    }
}
