using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;

namespace ColdChain.Server.Equipment;

/// <summary>Which agents, sensors and placements there are, as of one moment; immutable.</summary>
public sealed record EquipmentPlan
{
    public required IReadOnlyDictionary<AgentId, RegisteredAgent> Agents { get; init; }

    /// <summary>Every registered sensor with the path of the facility that it belongs to.</summary>
    public required IReadOnlyDictionary<SensorId, string> FacilityPathOfSensor { get; init; }

    /// <summary>How far from the truth a sensor may be, of those of which better is known than of their kind.</summary>
    public required IReadOnlyDictionary<SensorId, TemperatureDelta> AccuracyOfSensor { get; init; }

    /// <summary>By sensor, in order of time.</summary>
    public required ILookup<SensorId, Placement> PlacementsOfSensor { get; init; }

    /// <summary>By unit, in order of time.</summary>
    public required ILookup<StorageUnitId, Placement> PlacementsInUnit { get; init; }
}
