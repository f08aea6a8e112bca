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
        foreach (HeldReading held in HeldReadings.Of(series, during, profile.LongestInterval))
        {
            _readingCount += held.MeasuredAt >= held.Start ? 1 : 0;
            if (held.SpeaksUnder(profile))
            {
                Hold(held);
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
            Weighted = _weighted,
            WeightMilliseconds = _observed,
            Mean = TemperatureFigures.MeanOf(_weighted, _observed) ?? Point(_lowest),
            ReadingCount = _readingCount,
            InRangeMilliseconds = inside,
            OutMilliseconds = outside,
            UnobservedMilliseconds = _end - _start - inside - outside,
        };
    }

    private static Temperature? Point(int? milliCelsius) =>
        milliCelsius is { } known ? Temperature.FromMilliCelsius(known) : null;

    private void Hold(HeldReading held)
    {
        int outside = profile.Violated(held.Value) is null ? 0 : 1;
        _changes.Add(new Change(held.Start.UnixMilliseconds, Placed: 0, outside, Observed: 1));
        _changes.Add(new Change(held.End.UnixMilliseconds, Placed: 0, -outside, Observed: -1));
        _lowest = Math.Min(_lowest ?? int.MaxValue, held.Value.MilliCelsius);
        _highest = Math.Max(_highest ?? int.MinValue, held.Value.MilliCelsius);
        _weighted += (Int128)held.Value.MilliCelsius * held.Milliseconds;
        _observed += held.Milliseconds;
    }
}
