using System.Collections.Immutable;

namespace ColdChain.Core.Lots;

/// <summary>Collects spans in order of time and joins neighbours that say the same, so that a month stays small.</summary>
internal sealed class SpanRun
{
    private readonly List<WatchedSpan> _spans = [];

    public void Add(WatchedSpan span)
    {
        if (span.Milliseconds <= 0)
        {
            return;
        }

        if (_spans.Count > 0 && _spans[^1].End == span.Start && _spans[^1].Watch == span.Watch)
        {
            _spans[^1] = _spans[^1] with { End = span.End };
        }
        else
        {
            _spans.Add(span);
        }
    }

    public ImmutableArray<WatchedSpan> ToImmutable() => [.. _spans];
}
