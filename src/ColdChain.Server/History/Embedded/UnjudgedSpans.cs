using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where the readings lie that monitoring has not judged: what came, and what was taken and is not done.</summary>
internal sealed class UnjudgedSpans
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SensorId, Span> _came = [];
    private readonly Dictionary<SensorId, Span> _taken = [];
    private long _newest;

    public void Add(IReadOnlyCollection<(SensorId Sensor, long From, long To, long Arrival)> spans)
    {
        lock (_lock)
        {
            foreach ((SensorId sensor, long from, long to, long arrival) in spans)
            {
                Widen(_came, sensor, new Span(from, to, arrival));
                _newest = Math.Max(_newest, arrival);
            }
        }
    }

    public IReadOnlyList<UnjudgedSpan> Take()
    {
        lock (_lock)
        {
            foreach ((SensorId sensor, Span span) in _came)
            {
                Widen(_taken, sensor, span);
            }

            _came.Clear();
            return
            [
                .. _taken.Select(taken => new UnjudgedSpan(
                    taken.Key, Instant.FromUnixMilliseconds(taken.Value.From), Instant.FromUnixMilliseconds(taken.Value.To))),
            ];
        }
    }

    /// <summary>These were judged as they were last taken; gives the arrival through which all is judged now.</summary>
    public long Done(IReadOnlyList<UnjudgedSpan> spans)
    {
        lock (_lock)
        {
            foreach (UnjudgedSpan span in spans)
            {
                _taken.Remove(span.Sensor);
            }

            return _taken.Values.Concat(_came.Values).Select(span => span.FirstArrival - 1).Append(_newest).Min();
        }
    }

    private static void Widen(Dictionary<SensorId, Span> spans, SensorId sensor, Span span) =>
        spans[sensor] = spans.TryGetValue(sensor, out Span known)
            ? new Span(
                Math.Min(known.From, span.From), Math.Max(known.To, span.To), Math.Min(known.FirstArrival, span.FirstArrival))
            : span;

    private readonly record struct Span(long From, long To, long FirstArrival);
}
