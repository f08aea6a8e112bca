using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Monitoring;

/// <summary>A sensor that nothing was heard of for longer than a reading speaks for (EX-09, 数据缺失).</summary>
/// <remarks>
/// Tells what the server heard, and stays when readings are delivered later; how long nobody knew the temperature is
/// said by the figures of the day, from the readings themselves.
/// </remarks>
public sealed class SilenceEntry : INotAudited
{
    public long Id { get; init; }

    public required SensorId SensorId { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>From here on no reading speaks: the last one's time and the longest interval after it.</summary>
    public required Instant SilentSince { get; init; }

    public required Instant NoticedAt { get; init; }

    /// <summary>The first reading after it; null while the sensor is silent.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>Readings of the silent time came later: the line was away, not the sensor.</summary>
    public bool WasFilledLater { get; set; }
}
