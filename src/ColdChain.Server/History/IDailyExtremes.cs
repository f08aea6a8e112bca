using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>What loggers say of their days: shown to people, and out of reach of everything that judges.</summary>
/// <remarks>
/// They arrive and are acknowledged with the readings (<see cref="IReadingHistory.AppendAsync"/>), are known by sensor,
/// moment and side, and are stored apart: a detector that asks for readings cannot be given one by mistake.
/// </remarks>
public interface IDailyExtremes
{
    /// <summary>By time, of one moment the low first; a conflict follows the one it conflicts with.</summary>
    Task<IReadOnlyList<DailyExtreme>> ReadAsync(SensorId sensor, TimeRange during, CancellationToken cancellationToken);
}
