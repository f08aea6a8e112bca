using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Finds the time for which no reading speaks (EX-06).</summary>
public static class Gaps
{
    /// <summary>The unobserved stretches of <paramref name="during"/>, in order; its end must be set.</summary>
    public static IReadOnlyList<TimeRange> Of(IReadOnlyList<ChartPoint> points, TimeRange during, TimeSpan longestInterval)
    {
        ArgumentNullException.ThrowIfNull(points);
        Instant until = during.End ?? throw new ArgumentException("Gaps are counted up to a moment.", nameof(during));
        List<TimeRange> gaps = [];
        Instant observedUntil = during.Start;
        foreach (ChartPoint point in points)
        {
            if (point.At >= until)
            {
                break;
            }

            if (point.At > observedUntil)
            {
                gaps.Add(new TimeRange(observedUntil, point.At));
            }

            observedUntil = Instant.Max(observedUntil, point.At + longestInterval);
        }

        if (observedUntil < until)
        {
            gaps.Add(new TimeRange(observedUntil, until));
        }

        return gaps;
    }

    /// <summary>The time that is in both lists; each in order and without overlaps, as <see cref="Of"/> gives them.</summary>
    public static IReadOnlyList<TimeRange> InBoth(IReadOnlyList<TimeRange> left, IReadOnlyList<TimeRange> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return
        [
            .. from one in left
               from other in right
               let shared = one.Intersect(other)
               where shared is not null
               orderby shared.Value.Start
               select shared.Value,
        ];
    }
}
