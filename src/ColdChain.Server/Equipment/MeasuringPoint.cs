using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment;

/// <summary>A sensor's place in a storage unit, from one moment to another (测点).</summary>
public sealed class MeasuringPoint
{
    public long Id { get; init; }

    public required SensorId SensorId { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required Instant PlacedAt { get; init; }

    /// <summary>Null while it still sits there.</summary>
    public Instant? RemovedAt { get; set; }

    /// <summary>Where inside, such as "top" or "middle shelf".</summary>
    public string? Position { get; set; }

    public TimeRange During => new(PlacedAt, RemovedAt);
}
