using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-29. How long, at best and at worst, the temperature was out of range while no reading spoke.</summary>
/// <param name="OutAtLeastMilliseconds">It went straight back in range, and left it as late as it could.</param>
/// <param name="OutAtMostMilliseconds">It left the range as soon as it could, and came back as late as it could.</param>
/// <remarks>
/// At both readings the temperature is known, and it changes by no more than the greatest rate; if the readings
/// themselves show a faster change, by no more than that. Whole milliseconds; what does not divide widens the bounds.
/// </remarks>
public readonly record struct GapBounds(long OutAtLeastMilliseconds, long OutAtMostMilliseconds)
{
    /// <summary>EX-29. 0.5 K a minute is a thousandth of a kelvin in 120 ms: an open fridge in a hot room is slower [P].</summary>
    public const long MillisecondsPerMilliKelvin = 120;

    /// <summary>A reading at an end of the gap.</summary>
    public readonly record struct Known(Instant At, Temperature Value);

    /// <param name="gap">For which nothing spoke, or a part of it; must have an end.</param>
    /// <param name="before">The last reading before it; null when there is none, and then it may have been anything.</param>
    /// <param name="after">The first reading after it, likewise.</param>
    /// <param name="profile">The limits.</param>
    /// <exception cref="ArgumentException">The gap has no end.</exception>
    public static GapBounds Of(TimeRange gap, Known? before, Known? after, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Instant end = gap.End ?? throw new ArgumentException("Bounds are of a stretch that ends.", nameof(gap));
        GapSpans spans = new(gap.Start.UnixMilliseconds, end.UnixMilliseconds, before, after);
        long worst = 0;
        if (profile.High is { } high)
        {
            worst = spans.AtWorst(high, profile.Low);
        }

        if (profile.Low is { } low)
        {
            worst = Math.Max(worst, spans.AtWorst(low, profile.High));
        }

        return new GapBounds(spans.AtBest(profile), worst);
    }
}
