namespace ColdChain.Core.Time;

/// <summary>A half-open stretch of time: its start is in, its end is out; without an end it is still going on.</summary>
/// <remarks>Two neighbouring ranges never both own the instant between them, so nothing counts twice.</remarks>
public readonly record struct TimeRange
{
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public TimeRange(Instant start, Instant? end)
    {
        if (end < start)
        {
            throw new ArgumentException($"A range cannot end ({end}) before it starts ({start}).", nameof(end));
        }

        Start = start;
        End = end;
    }

    public Instant Start { get; }

    public Instant? End { get; }

    public bool Contains(Instant moment) => moment >= Start && (End is not { } end || moment < end);

    public bool Overlaps(TimeRange other) =>
        (End is not { } end || other.Start < end) && (other.End is not { } otherEnd || Start < otherEnd);

    /// <summary>The part that both ranges own, or null when there is none.</summary>
    public TimeRange? Intersect(TimeRange other)
    {
        if (!Overlaps(other))
        {
            return null;
        }

        Instant? end = End is null ? other.End : other.End is null ? End : Instant.Min(End.Value, other.End.Value);
        return new TimeRange(Instant.Max(Start, other.Start), end);
    }

    /// <summary>How long it is; a range that is still going on is measured up to <paramref name="now"/>.</summary>
    public TimeSpan LengthUntil(Instant now)
    {
        Instant end = End ?? now;
        return end <= Start ? TimeSpan.Zero : end - Start;
    }
}
