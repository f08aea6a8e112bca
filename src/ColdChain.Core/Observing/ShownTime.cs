using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-29. What can be shown of one sensor's time out of range when its silences are counted at best and at worst.</summary>
/// <param name="During">What was asked for.</param>
/// <param name="OutAtLeastMilliseconds">Observed out, and out in every course that the silences can have taken.</param>
/// <param name="OutAtMostMilliseconds">Observed out, and out in the worst course.</param>
public sealed record ShownTime(TimeRange During, long OutAtLeastMilliseconds, long OutAtMostMilliseconds)
{
    public ShownVerdict Verdict => VerdictOf(OutAtLeastMilliseconds, OutAtMostMilliseconds);

    /// <param name="during">Must have an end, not after now: what is ahead cannot be shown.</param>
    /// <param name="series">One sensor; its readings outside of the stretch count as far as they bound a silence in it.</param>
    /// <param name="profile">The limits, and how long a reading speaks (EX-06).</param>
    /// <exception cref="ArgumentException">The stretch has no end, or readings are not in order.</exception>
    public static ShownTime Over(TimeRange during, PlacedSeries series, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(profile);
        Instant until = during.End ?? throw new ArgumentException("What is shown is told of a stretch that ends.", nameof(during));
        (long least, long most) = (0, 0);
        GapBounds.Known? before = null;
        Instant heardUntil = during.Start;
        foreach (HeldReading held in HeldReadings.Of(series, Around(during, series), profile.LongestInterval)
            .Where(held => held.SpeaksUnder(profile)))
        {
            GapBounds.Known known = new(held.MeasuredAt, held.Value);
            AddSilence(Part(heardUntil, held.Start), before, known);
            TimeRange? spoken = new TimeRange(held.Start, held.End).Intersect(during);
            long isOut = profile.Violated(held.Value) is null ? 0 : spoken?.LengthUntil(until).Ticks / TimeSpan.TicksPerMillisecond ?? 0;
            (least, most) = (least + isOut, most + isOut);
            (before, heardUntil) = (known, held.End);
        }

        AddSilence(Part(heardUntil, until), before, null);
        return new ShownTime(during, least, most);

        TimeRange? Part(Instant from, Instant to) => from < to ? new TimeRange(from, to).Intersect(during) : null;

        void AddSilence(TimeRange? gap, GapBounds.Known? left, GapBounds.Known? right)
        {
            if (gap is { } silent)
            {
                GapBounds bounds = GapBounds.Of(silent, left, right, profile);
                least += bounds.OutAtLeastMilliseconds;
                most += bounds.OutAtMostMilliseconds;
            }
        }
    }

    internal static ShownVerdict VerdictOf(long least, long most) =>
        least > 0 ? ShownVerdict.ShownOut : most == 0 ? ShownVerdict.ShownInRange : ShownVerdict.CannotBeShown;

    /// <summary>From the first reading to the last, or what is asked for where that is more.</summary>
    private static TimeRange Around(TimeRange during, PlacedSeries series) => series.Readings is [var first, .., var last]
        ? new TimeRange(Instant.Min(during.Start, first.MeasuredAt), Instant.Max(during.End!.Value, last.MeasuredAt + TimeSpan.FromMilliseconds(1)))
        : during;
}
