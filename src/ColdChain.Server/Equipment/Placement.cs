using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment;

/// <summary>A sensor in a storage unit for a while, with what is needed to judge its readings.</summary>
/// <param name="SensorId">The sensor.</param>
/// <param name="StorageUnitId">Where it sat.</param>
/// <param name="FacilityId">Whose unit that is.</param>
/// <param name="During">While it sat there.</param>
/// <param name="Profile">What the unit must keep.</param>
/// <param name="Position">Where inside, for people.</param>
/// <param name="IsInUse">False for equipment that is out of use: its silence alarms nobody.</param>
public sealed record Placement(
    SensorId SensorId,
    StorageUnitId StorageUnitId,
    FacilityId FacilityId,
    TimeRange During,
    StorageProfile Profile,
    string? Position,
    bool IsInUse);
