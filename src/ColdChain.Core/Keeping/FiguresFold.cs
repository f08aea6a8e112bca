using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Keeping;

/// <summary>Adds up <see cref="TemperatureFigures"/>: each sensor becomes changes of what is known, swept once by time.</summary>
internal sealed class FiguresFold(TimeRange during, StorageProfile profile)
{
    private readonly record struct Change(long At, int Placed, int Out, int Observed);

    private readonly List<Change> _changes = [];
    private readonly long _start = during.Start.UnixMilliseconds;
    private readonly long _end = during.End!.Value.UnixMilliseconds;
    private readonly long _longest = (long)profile.LongestInterval.TotalMilliseconds;
    private int _readingCount;
    private int? _lowest;
    private int? _highest;
    private Int128 _weighted;
    private long _observed;

    public void Add(PlacedSeries series)
    {
        long from = Math.Max(_start, series.Placed.Start.UnixMilliseconds);
        long until = Math.Min(_end, series.Placed.End?.UnixMilliseconds ?? long.MaxValue);
        if (from >= until)
        {
            return;
        }

        _changes.Add(new Change(from, Placed: 1, Out: 0, Observed: 0));
        _changes.Add(new Change(until, Placed: -1, Out: 0, Observed: 0));
        IReadOnlyList<Reading> readings = series.Readings;
        for (int index = FirstThatMatters(readings, from); index < readings.Count; index++)
        {
            Reading reading = readings[index];
            long at = reading.MeasuredAt.UnixMilliseconds;
            if (at >= until)
            {
                break;
            }

            long next = index + 1 < readings.Count ? readings[index + 1].MeasuredAt.UnixMilliseconds : long.MaxValue;
            if (next <= at)
            {
                throw new ArgumentException($"Readings are in order of time: {reading.MeasuredAt} is followed by one not after it.");
            }

            if (series.Placed.Contains(reading.MeasuredAt))
            {
                _readingCount += at >= from ? 1 : 0;
                Hold(reading.Value, Math.Max(at, from), Math.Min(Math.Min(next, at + _longest), until));
            }
        }
    }

    public TemperatureFigures Sum(TimeRange whole)
    {
        _changes.Sort(static (left, right) => left.At.CompareTo(right.At));
        Change now = default;
        long at = _start;
        long outside = 0;
        long inside = 0;
        foreach (Change change in _changes)
        {
            outside += now.Out > 0 ? change.At - at : 0;
            inside += now.Out == 0 && now.Placed > 0 && now.Observed == now.Placed ? change.At - at : 0;
            at = change.At;
            now = new Change(at, now.Placed + change.Placed, now.Out + change.Out, now.Observed + change.Observed);
        }

        return new TemperatureFigures
        {
            During = whole,
            Lowest = Point(_lowest),
            Highest = Point(_highest),
            Mean = _observed == 0 ? Point(_lowest) : Temperature.FromMilliCelsius(RoundedMean()),
            ReadingCount = _readingCount,
            InRangeMilliseconds = inside,
            OutMilliseconds = outside,
            UnobservedMilliseconds = _end - _start - inside - outside,
        };
    }

    private static Temperature? Point(int? milliCelsius) =>
        milliCelsius is { } known ? Temperature.FromMilliCelsius(known) : null;

    /// <summary>The last reading at or before the start still holds then; those before it do not matter.</summary>
    private static int FirstThatMatters(IReadOnlyList<Reading> readings, long from)
    {
        int low = 0;
        int high = readings.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = readings[middle].MeasuredAt.UnixMilliseconds <= from ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(0, low - 1);
    }

    private void Hold(Temperature value, long from, long until)
    {
        if (until <= from)
        {
            return;
        }

        int outside = profile.Violated(value) is null ? 0 : 1;
        _changes.Add(new Change(from, Placed: 0, outside, Observed: 1));
        _changes.Add(new Change(until, Placed: 0, -outside, Observed: -1));
        _lowest = Math.Min(_lowest ?? int.MaxValue, value.MilliCelsius);
        _highest = Math.Max(_highest ?? int.MinValue, value.MilliCelsius);
        _weighted += (Int128)value.MilliCelsius * (until - from);
        _observed += until - from;
    }

    private int RoundedMean()
    {
        Int128 half = _observed / 2;
        return (int)((_weighted + (_weighted < 0 ? -half : half)) / _observed);
    }
}
