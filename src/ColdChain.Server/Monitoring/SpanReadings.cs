using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>What the judges of one span read: nearly always the same stretch, which is read once for all of them.</summary>
/// <remarks>
/// What comes meanwhile may be missing from what the later judges see. It is a span of its own, for which everything is
/// read anew: that is why <see cref="Forget"/> comes before each span, and what somebody else, such as the sweep by the clock,
/// began to read before it is not held. Safe for several threads.
/// </remarks>
internal sealed class SpanReadings(IStoredReadings history) : IStoredReadings
{
    private volatile Stretch? _held;
    private int _span;

    /// <summary>The next span begins: nothing that was read before is good for it.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _span);
        _held = null;
    }

    public async Task<IReadOnlyList<StoredReading>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken)
    {
        int span = Volatile.Read(ref _span);
        if (_held is { } held && held.Span == span && held.Sensor == sensor && held.During == during)
        {
            return held.Readings;
        }

        IReadOnlyList<StoredReading> readings = await history.ReadAsync(sensor, during, cancellationToken);
        _held = new Stretch(span, sensor, during, readings);
        return readings;
    }

    public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken) =>
        history.LastBeforeAsync(sensor, moment, cancellationToken);

    /// <param name="Span">In which it was begun to be read.</param>
    /// <param name="Sensor">Whose readings.</param>
    /// <param name="During">Where they lie.</param>
    /// <param name="Readings">All of them.</param>
    private sealed record Stretch(int Span, SensorId Sensor, TimeRange During, IReadOnlyList<StoredReading> Readings);
}
