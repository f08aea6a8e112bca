using System.Threading.Channels;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where the readings lie that monitoring has not judged: what came, and what was taken and is not done.</summary>
/// <remarks>
/// It wakes who judges by itself, and not whoever sent the readings: a sender may be gone by the time they are on the disk, and what
/// it sends again is a duplicate, of which nobody is told.
/// </remarks>
internal sealed class UnjudgedSpans
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SensorId, Span> _came = [];
    private readonly Dictionary<SensorId, (Span Span, UnjudgedSpan Handed)> _taken = [];
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _newest;

    /// <summary>Raised from the start: what a crash left unjudged is looked at first.</summary>
    public UnjudgedSpans() => _raised.Writer.TryWrite(true);

    /// <summary>Completes when something came since it did the last time; any number of arrivals in between are one.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _raised.Reader.ReadAsync(cancellationToken);

    public void Add(IReadOnlyCollection<(SensorId Sensor, long From, long To, long Arrival)> spans)
    {
        lock (_lock)
        {
            foreach ((SensorId sensor, long from, long to, long arrival) in spans)
            {
                Span span = new(from, to, arrival);
                _came[sensor] = _came.TryGetValue(sensor, out Span known) ? known.With(span) : span;
                _newest = Math.Max(_newest, arrival);
            }
        }

        if (spans.Count > 0)
        {
            _raised.Writer.TryWrite(true);
        }
    }

    public IReadOnlyList<UnjudgedSpan> Take()
    {
        lock (_lock)
        {
            foreach ((SensorId sensor, Span span) in _came)
            {
                Span wider = _taken.TryGetValue(sensor, out (Span Span, UnjudgedSpan) known) ? known.Span.With(span) : span;
                _taken[sensor] = (wider, new UnjudgedSpan(
                    sensor, Instant.FromUnixMilliseconds(wider.From), Instant.FromUnixMilliseconds(wider.To)));
            }

            _came.Clear();
            return [.. _taken.Values.OrderBy(taken => taken.Span.FirstArrival).Select(taken => taken.Handed)];
        }
    }

    /// <summary>These were judged as they were handed out; gives the arrival through which all is judged now.</summary>
    /// <remarks>
    /// By identity: a span that was handed out anew since then, to whomever, has readings that this caller has not seen, also
    /// where it begins and ends at the same moments. It stays.
    /// </remarks>
    public long Done(IReadOnlyList<UnjudgedSpan> spans)
    {
        lock (_lock)
        {
            foreach (UnjudgedSpan span in spans)
            {
                if (_taken.TryGetValue(span.Sensor, out (Span, UnjudgedSpan Handed) taken) && ReferenceEquals(taken.Handed, span))
                {
                    _taken.Remove(span.Sensor);
                }
            }

            return _taken.Values.Select(taken => taken.Span).Concat(_came.Values).Select(span => span.FirstArrival - 1).Append(_newest).Min();
        }
    }

    private readonly record struct Span(long From, long To, long FirstArrival)
    {
        public Span With(Span other) =>
            new(Math.Min(From, other.From), Math.Max(To, other.To), Math.Min(FirstArrival, other.FirstArrival));
    }
}
