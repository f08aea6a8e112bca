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

    /// <summary>A <see cref="Core.Keeping.PqsCode"/> as text.</summary>
    public string? PqsCode { get; set; }

    /// <summary>Who made it (生产厂家).</summary>
    public string? Maker { get; set; }

    /// <summary>型号规格</summary>
    public string? Model { get; set; }

    /// <summary>出厂编号</summary>
    public string? SerialNumber { get; set; }

    /// <summary>For vaccine, in thousandths of a litre.</summary>
    public int? CapacityMillilitres { get; set; }

    /// <summary>医疗器械注册证号: since 2018 what is bought should be a medical refrigerator (standards 1.3).</summary>
    public string? MedicalRegistration { get; set; }

    public DateOnly? MadeOn { get; set; }

    public DateOnly? BoughtOn { get; set; }

    /// <summary>启用日期</summary>
    public DateOnly? InstalledOn { get; set; }

    /// <summary>报废或停用日期; with it <see cref="IsInUse"/> is false.</summary>
    public DateOnly? TakenOutOn { get; set; }

    /// <summary>安装位置</summary>
    public string? Location { get; set; }

    /// <summary>来源或资金</summary>
    public string? Funding { get; set; }
}
