using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>Readings to lines of figures, and to the gaps between them. Pure; what is not held in columns is reduced here.</summary>
public static class ReadingReduction
{
    /// <summary>Cuts a range into so many stretches of equal length, to the millisecond; the last ones may be empty.</summary>
    public static IReadOnlyList<TimeRange> Stretches(TimeRange during, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Instant end = during.End ?? throw new ArgumentException("A range without an end cannot be cut.", nameof(during));
        long length = end.UnixMilliseconds - during.Start.UnixMilliseconds;
        List<TimeRange> stretches = new(count);
        long from = 0;
        for (int number = 1; number <= count; number++)
        {
            long to = (long)((Int128)length * number / count);
            stretches.Add(new TimeRange(At(during, from), At(during, to)));
            from = to;
        }

        return stretches;
    }

    /// <summary>One line for each stretch that has a reading that is no conflict.</summary>
    /// <param name="readings">By time, a conflict after the one it conflicts with.</param>
    /// <param name="stretches">By time and apart.</param>
    public static IReadOnlyList<ReadingBucket> Reduce(IEnumerable<StoredReading> readings, IReadOnlyList<TimeRange> stretches)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(stretches);
        List<ReadingBucket> lines = [];
        int at = 0;
        foreach (StoredReading reading in readings)
        {
            while (at < stretches.Count && !(reading.MeasuredAt < stretches[at].End))
            {
                at++;
            }

            if (at == stretches.Count)
            {
                break;
            }

            if (reading.MeasuredAt < stretches[at].Start)
            {
                continue;
            }

            if (lines is [.., var last] && last.During == stretches[at])
            {
                lines[^1] = last.With(reading);
            }
            else if (!reading.IsConflict)
            {
                lines.Add(ReadingBucket.Of(stretches[at], reading));
            }
        }

        return lines;
    }

    /// <summary>Stretches of the range with nothing measured for longer than that.</summary>
    /// <param name="moments">By time: those in the range, the last before it and the first after it where there are any.</param>
    /// <param name="during">Must have an end.</param>
    /// <param name="longest">Longer than this is a gap.</param>
    public static IReadOnlyList<TimeRange> Gaps(IEnumerable<Instant> moments, TimeRange during, TimeSpan longest)
    {
        ArgumentNullException.ThrowIfNull(moments);
        Instant end = during.End ?? throw new ArgumentException("A range without an end has gaps without end.", nameof(during));
        List<TimeRange> gaps = [];
        Instant? before = null;
        foreach (Instant moment in moments.Append(Instant.FromUnixMilliseconds(long.MaxValue)))
        {
            bool isGap = before is not { } last || moment.UnixMilliseconds - (decimal)last.UnixMilliseconds > (decimal)longest.TotalMilliseconds;
            Instant from = Instant.Max(before ?? during.Start, during.Start);
            Instant to = Instant.Min(moment, end);
            if (isGap && from < to)
            {
                gaps.Add(new TimeRange(from, to));
            }

            before = moment;
        }

        return gaps;
    }

    private static Instant At(TimeRange during, long after) => Instant.FromUnixMilliseconds(during.Start.UnixMilliseconds + after);
}
