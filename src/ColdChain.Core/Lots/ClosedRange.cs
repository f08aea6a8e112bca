using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>A half-open stretch whose end is known; never of negative length.</summary>
internal readonly record struct ClosedRange
{
    public ClosedRange(Instant start, Instant end)
    {
        Start = start;
        End = Instant.Max(start, end);
    }

    public Instant Start { get; }

    public Instant End { get; }

    public bool IsEmpty => End == Start;

    public ClosedRange Clip(TimeRange other) =>
        new(Instant.Max(Start, other.Start), other.End is { } end ? Instant.Min(End, end) : End);
}
