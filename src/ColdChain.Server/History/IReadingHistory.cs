using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>The time series: every reading that was admitted, exactly once, for ever (G1 to G3).</summary>
/// <remarks>
/// What is read here is what was measured at a moment; the extremes of a logger's days arrive by the same door and are
/// read by <see cref="IDailyExtremes"/> alone.
/// Safe for many callers at once. Readers see what was durable when they began and never wait for writers. One contract
/// suite (tests/ColdChain.Server.Tests/History) says what every implementation must do.
/// </remarks>
public interface IReadingHistory
{
    /// <summary>Stores what is new and answers once it is fsynced. The same arrival any number of times has the effect of one.</summary>
    Task<ArrivalOutcome> AppendAsync(Arrival arrival, CancellationToken cancellationToken);

    /// <summary>
    /// The readings of a sensor measured in the range, by time; a conflict follows the one it conflicts with. A sensor
    /// that never sent anything has none.
    /// </summary>
    Task<IReadOnlyList<StoredReading>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken);

    /// <summary>The newest reading measured before that moment, conflicts aside; it may still hold then. Null when there is none.</summary>
    Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken);

    /// <summary>The newest reading of each of these sensors by time of measurement; sensors without any are left out.</summary>
    Task<IReadOnlyDictionary<SensorId, StoredReading>> LatestAsync(
        IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken);
}
