using System.Collections.Immutable;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>Lays several cuts of the same stretch over each other and judges each part by how many say what.</summary>
internal static class WatchSweep
{
    /// <summary>How many sources say each thing of the part in hand.</summary>
    internal readonly record struct Votes(int InRange, int Out, int Unobserved);

    /// <summary>Spans that cover <paramref name="whole"/> exactly once, whatever the sources leave open or overlap.</summary>
    public static ImmutableArray<WatchedSpan> Over(
        ClosedRange whole, IEnumerable<WatchedSpan> sources, Func<Votes, Watch> judge)
    {
        if (whole.IsEmpty)
        {
            return [];
        }

        SortedDictionary<long, Votes> changes = new()
        {
            [whole.Start.UnixMilliseconds] = default,
            [whole.End.UnixMilliseconds] = default,
        };
        TimeRange clip = new(whole.Start, whole.End);
        foreach (WatchedSpan span in sources)
        {
            ClosedRange part = new ClosedRange(span.Start, span.End).Clip(clip);
            if (!part.IsEmpty)
            {
                Change(changes, part.Start, span.Watch, 1);
                Change(changes, part.End, span.Watch, -1);
            }
        }

        return Judged(changes, judge);
    }

    private static ImmutableArray<WatchedSpan> Judged(SortedDictionary<long, Votes> changes, Func<Votes, Watch> judge)
    {
        SpanRun run = new();
        Votes votes = default;
        long? since = null;
        foreach ((long at, Votes change) in changes)
        {
            if (since is { } start)
            {
                run.Add(new(Instant.FromUnixMilliseconds(start), Instant.FromUnixMilliseconds(at), judge(votes)));
            }

            votes = new(votes.InRange + change.InRange, votes.Out + change.Out, votes.Unobserved + change.Unobserved);
            since = at;
        }

        return run.ToImmutable();
    }

    private static void Change(SortedDictionary<long, Votes> changes, Instant at, Watch watch, int by)
    {
        Votes votes = changes.GetValueOrDefault(at.UnixMilliseconds);
        changes[at.UnixMilliseconds] = watch switch
        {
            Watch.InRange or Watch.Attested => votes with { InRange = votes.InRange + by },
            Watch.Out => votes with { Out = votes.Out + by },
            Watch.Unobserved => votes with { Unobserved = votes.Unobserved + by },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
