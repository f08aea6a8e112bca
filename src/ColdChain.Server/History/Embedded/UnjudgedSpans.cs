using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where the readings lie that monitoring has not judged: what came, and what was taken and is not done.</summary>
internal sealed class UnjudgedSpans
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SensorId, (long From, long To)> _came = [];
    private readonly Dictionary<SensorId, (long From, long To)> _taken = [];
    private long _cameThrough;
    private long _takenThrough;

    public void Add(IReadOnlyCollection<(SensorId Sensor, long From, long To, long Arrival)> spans)
    {
        lock (_lock)
        {
            foreach ((SensorId sensor, long from, long to, long arrival) in spans)
            {
                Widen(_came, sensor, (from, to));
                _cameThrough = Math.Max(_cameThrough, arrival);
            }
        }
    }

    public IReadOnlyList<UnjudgedSpan> Take()
    {
        lock (_lock)
        {
            foreach ((SensorId sensor, (long From, long To) span) in _came)
            {
                Widen(_taken, sensor, span);
            }

            _came.Clear();
            _takenThrough = _cameThrough;
            return
            [
                .. _taken.Select(taken => new UnjudgedSpan(
                    taken.Key, Instant.FromUnixMilliseconds(taken.Value.From), Instant.FromUnixMilliseconds(taken.Value.To))),
            ];
        }
    }

    /// <summary>The arrival through which all is judged now; null while something that was taken is not.</summary>
    public long? Done(IReadOnlyList<UnjudgedSpan> spans)
    {
        lock (_lock)
        {
            foreach (UnjudgedSpan span in spans)
            {
                _taken.Remove(span.Sensor);
            }

            return _taken.Count == 0 ? _takenThrough : null;
        }
    }

    private static void Widen(Dictionary<SensorId, (long From, long To)> spans, SensorId sensor, (long From, long To) span) =>
        spans[sensor] = spans.TryGetValue(sensor, out (long From, long To) known)
            ? (Math.Min(known.From, span.From), Math.Max(known.To, span.To))
            : span;
}
