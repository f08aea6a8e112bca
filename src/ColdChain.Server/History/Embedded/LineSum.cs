using ColdChain.Core.Integrity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>Adds up the lines of figures of stretches, from whole days and from readings, by time.</summary>
/// <param name="stretches">By time and apart, each with an end.</param>
/// <param name="ends">Their ends in Unix milliseconds (<see cref="EndsOf"/>): made once for many sensors.</param>
internal sealed class LineSum(IReadOnlyList<TimeRange> stretches, long[] ends)
{
    private readonly List<ReadingBucket> _lines = [];
    private int _at;

    public IReadOnlyList<ReadingBucket> Lines => _lines;

    public static long[] EndsOf(IReadOnlyList<TimeRange> stretches) =>
        [.. stretches.Select(stretch => stretch.End?.UnixMilliseconds ?? long.MaxValue)];

    /// <summary>Whether a day is one of the stretches; days are asked for by time.</summary>
    public bool IsStretch(TimeRange day)
    {
        int at = _at;
        while (at < stretches.Count && stretches[at].Start < day.Start)
        {
            at++;
        }

        return at < stretches.Count && stretches[at] == day;
    }

    /// <summary>A part of a day that is a stretch.</summary>
    public void Add(in ChunkFigures part, long start)
    {
        GoTo(start);
        if (part.Count == 0)
        {
            // Of conflicts alone: they widen what the earlier parts said.
            Widen(part.Lowest, part.Highest);
            return;
        }

        ReadingBucket line = new(
            stretches[_at],
            part.Count,
            Temperature.FromMilliCelsius(part.Lowest),
            Temperature.FromMilliCelsius(part.Highest),
            part.Sum,
            Instant.FromUnixMilliseconds(start + part.First),
            Instant.FromUnixMilliseconds(start + part.Last));
        if (_lines is [.., var known] && known.During == stretches[_at])
        {
            _lines[^1] = known.With(line);
        }
        else
        {
            _lines.Add(line);
        }
    }

    /// <summary>A day that is no stretch, or more than one.</summary>
    public void Add(KeptDay day, long start)
    {
        ReadOnlySpan<KeptReading> readings = day.Readings.Span;
        ReadOnlySpan<KeptReading> conflicts = day.Conflicts.Span;
        int conflict = 0;
        int index = 0;
        while (index < readings.Length && GoTo(start + readings[index].Offset))
        {
            long end = ends[_at];
            if (start + readings[index].Offset < stretches[_at].Start.UnixMilliseconds)
            {
                index++;
                continue;
            }

            int from = index;
            (int lowest, int highest, long sum) = (int.MaxValue, int.MinValue, 0);
            for (; index < readings.Length && start + readings[index].Offset < end; index++)
            {
                int value = readings[index].MilliCelsius;
                lowest = Math.Min(lowest, value);
                highest = Math.Max(highest, value);
                sum += value;
            }

            Add(new ChunkFigures(index - from, 0, readings[from].Offset, readings[index - 1].Offset, 0, lowest, highest, sum), start);
            for (; conflict < conflicts.Length && start + conflicts[conflict].Offset < end; conflict++)
            {
                if (start + conflicts[conflict].Offset >= stretches[_at].Start.UnixMilliseconds)
                {
                    Widen(conflicts[conflict].MilliCelsius, conflicts[conflict].MilliCelsius);
                }
            }
        }
    }

    /// <summary>To the stretch that has not ended by then; false when there is none.</summary>
    private bool GoTo(long moment)
    {
        while (_at < ends.Length && ends[_at] <= moment)
        {
            _at++;
        }

        return _at < ends.Length;
    }

    private void Widen(int lowest, int highest)
    {
        if (_lines is [.., var known] && known.During == stretches[_at])
        {
            _lines[^1] = known with
            {
                Lowest = Temperature.FromMilliCelsius(Math.Min(lowest, known.Lowest.MilliCelsius)),
                Highest = Temperature.FromMilliCelsius(Math.Max(highest, known.Highest.MilliCelsius)),
            };
        }
    }
}
