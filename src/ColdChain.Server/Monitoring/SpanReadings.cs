using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>What the judges of one span read: nearly always the same stretch, which is read once for all of them.</summary>
/// <remarks>
/// What comes meanwhile may be missing from what the later judges see. It is a span of its own, for which everything is
/// read anew: that is why <see cref="Forget"/> comes before each span. Safe for several threads.
/// </remarks>
internal sealed class SpanReadings(IStoredReadings history) : IStoredReadings
{
    private volatile Stretch? _held;

    /// <summary>The next span begins: nothing that was read before is good for it.</summary>
    public void Forget() => _held = null;

    public async Task<IReadOnlyList<StoredReading>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken)
    {
        if (_held is { } held && held.Sensor == sensor && held.During == during)
        {
            return held.Readings;
        }

        IReadOnlyList<StoredReading> readings = await history.ReadAsync(sensor, during, cancellationToken);
        _held = new Stretch(sensor, during, readings);
        return readings;
    }

    public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken) =>
        history.LastBeforeAsync(sensor, moment, cancellationToken);

    private sealed record Stretch(SensorId Sensor, TimeRange During, IReadOnlyList<StoredReading> Readings);
}
