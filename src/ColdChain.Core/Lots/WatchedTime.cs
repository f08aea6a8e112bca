using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Lots;

/// <summary>A stretch of time cut into spans without hole or overlap, and the extremes measured in it.</summary>
/// <param name="Spans">In order; neighbours differ.</param>
/// <param name="Lowest">Null when nothing was measured.</param>
/// <param name="Highest">Null when nothing was measured.</param>
public sealed record WatchedTime(ImmutableArray<WatchedSpan> Spans, Temperature? Lowest, Temperature? Highest)
{
    public long Milliseconds(Watch watch) => Spans.Where(span => span.Watch == watch).Sum(span => span.Milliseconds);
}
