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

    /// <summary>The time that is in at least one of the lists: of a unit with one silent sensor nobody knows all (EX-09).</summary>
    public static IReadOnlyList<TimeRange> InAny(IEnumerable<IReadOnlyList<TimeRange>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        List<TimeRange> merged = [];
        foreach (TimeRange gap in lists.SelectMany(list => list).OrderBy(gap => gap.Start))
        {
            if (merged is [.., var last] && gap.Start <= last.End)
            {
                merged[^1] = new TimeRange(last.Start, Instant.Max(last.End.Value, gap.End!.Value));
            }
            else
            {
                merged.Add(gap);
            }
        }

        return merged;
    }
}
