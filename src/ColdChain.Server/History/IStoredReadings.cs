using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>What was stored of a sensor: all that judging asks of the history.</summary>
public interface IStoredReadings
{
    /// <summary>
    /// The readings of a sensor measured in the range, by time; a conflict follows the one it conflicts with. A sensor
    /// that never sent anything has none.
    /// </summary>
    Task<IReadOnlyList<StoredReading>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken);

    /// <summary>The newest reading measured before that moment, conflicts aside; it may still hold then. Null when there is none.</summary>
    Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken);
}
