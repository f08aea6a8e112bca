using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>A storage unit as a line or a form tells it; what was left empty is null.</summary>
public sealed record StorageUnitDraft(StorageUnitId Id, StorageUnitKind Kind, string NameZh, string NameEn, string ProfileId)
{
    public PqsCode? PqsCode { get; init; }

    public string? Maker { get; init; }

    public string? Model { get; init; }

    public string? SerialNumber { get; init; }

    public int? CapacityMillilitres { get; init; }

    public string? MedicalRegistration { get; init; }

    public DateOnly? MadeOn { get; init; }

    public DateOnly? BoughtOn { get; init; }

    public DateOnly? InstalledOn { get; init; }

    public DateOnly? TakenOutOn { get; init; }

    public string? Location { get; init; }

    public string? Funding { get; init; }

    /// <summary>The first segment of its id names the facility that it belongs to.</summary>
    public FacilityId FacilityId => FacilityId.Parse(Id.ToString().Split('/')[0], CultureInfo.InvariantCulture);

    public static IReadOnlyDictionary<EquipmentColumn, string> Cells(StorageUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new CellList
        {
            { EquipmentColumn.StorageUnit, unit.Id.ToString() },
            { EquipmentColumn.NameZh, unit.NameZh },
            { EquipmentColumn.NameEn, unit.NameEn },
            { EquipmentColumn.StorageUnitKind, EquipmentNames.StorageUnitKinds.English(unit.Kind) },
            { EquipmentColumn.Profile, unit.ProfileId },
            { EquipmentColumn.PqsCode, unit.PqsCode },
            { EquipmentColumn.Maker, unit.Maker },
            { EquipmentColumn.Model, unit.Model },
            { EquipmentColumn.SerialNumber, unit.SerialNumber },
            { EquipmentColumn.Capacity, Thousandths(unit.CapacityMillilitres) },
            { EquipmentColumn.MedicalRegistration, unit.MedicalRegistration },
            { EquipmentColumn.MadeOn, Day(unit.MadeOn) },
            { EquipmentColumn.BoughtOn, Day(unit.BoughtOn) },
            { EquipmentColumn.InstalledOn, Day(unit.InstalledOn) },
            { EquipmentColumn.TakenOutOn, Day(unit.TakenOutOn) },
            { EquipmentColumn.Location, unit.Location },
            { EquipmentColumn.Funding, unit.Funding },
        }.Cells;
    }

    public StorageUnit ToUnit()
    {
        StorageUnit unit = new() { Id = Id, FacilityId = FacilityId, Kind = Kind, NameZh = NameZh, NameEn = NameEn, ProfileId = ProfileId };
        WriteTo(unit);
        return unit;
    }

    /// <summary>All but the profile: its change has a moment (<see cref="ProfileChange"/>).</summary>
    public void WriteTo(StorageUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        (unit.Kind, unit.NameZh, unit.NameEn) = (Kind, NameZh, NameEn);
        (unit.PqsCode, unit.Maker, unit.Model, unit.SerialNumber) = (PqsCode?.ToString(), Maker, Model, SerialNumber);
        (unit.CapacityMillilitres, unit.MedicalRegistration) = (CapacityMillilitres, MedicalRegistration);
        (unit.MadeOn, unit.BoughtOn, unit.InstalledOn) = (MadeOn, BoughtOn, InstalledOn);
        (unit.Location, unit.Funding) = (Location, Funding);
        (unit.TakenOutOn, unit.IsInUse) = (TakenOutOn, TakenOutOn is null);
    }

    /// <summary>1500 thousandths are <c>1.5</c>.</summary>
    internal static string? Thousandths(int? value) =>
        value is { } thousandths ? (thousandths / 1_000m).ToString("0.###", CultureInfo.InvariantCulture) : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
