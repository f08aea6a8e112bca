using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>A place of a sensor as a line tells it.</summary>
public sealed record PlacementDraft(SensorId Sensor, StorageUnitId Unit, TimeRange During, string? Position)
{
    public bool Is(MeasuringPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.SensorId == Sensor && point.StorageUnitId == Unit && point.During == During && (Position is null || Position == point.Position);
    }

    public MeasuringPoint ToPoint() => new()
    {
        SensorId = Sensor,
        StorageUnitId = Unit,
        PlacedAt = During.Start,
        RemovedAt = During.End,
        Position = Position,
    };
}
