using ColdChain.Core.Identity;

namespace ColdChain.Server.Equipment;

/// <summary>One piece of cold-chain equipment that keeps vaccine (冷链设备).</summary>
public sealed class StorageUnit
{
    public required StorageUnitId Id { get; init; }

    public required FacilityId FacilityId { get; set; }

    public required StorageUnitKind Kind { get; set; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Which of the storage profiles it must keep, such as <c>CN-IMM/fridge</c>.</summary>
    public required string ProfileId { get; set; }

    /// <summary>False for equipment that is out of use: its silence alarms nobody.</summary>
    public bool IsInUse { get; set; } = true;
}
