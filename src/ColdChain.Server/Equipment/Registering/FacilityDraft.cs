using ColdChain.Core.Identity;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>A facility as a line or a form tells it; what was left empty is null.</summary>
public sealed record FacilityDraft(FacilityId Id, FacilityKind Kind, string NameZh, string NameEn)
{
    public FacilityId? Parent { get; init; }

    public FacilityLevel? Level { get; init; }

    public SocialCreditCode? SocialCreditCode { get; init; }

    /// <summary>IANA id.</summary>
    public string? TimeZone { get; init; }

    public string? Address { get; init; }

    public static IReadOnlyDictionary<EquipmentColumn, string> Cells(Facility facility)
    {
        ArgumentNullException.ThrowIfNull(facility);
        return new CellList
        {
            { EquipmentColumn.Facility, facility.Id.ToString() },
            { EquipmentColumn.Parent, facility.ParentId?.ToString() },
            { EquipmentColumn.NameZh, facility.NameZh },
            { EquipmentColumn.NameEn, facility.NameEn },
            { EquipmentColumn.FacilityKind, EquipmentNames.FacilityKinds.English(facility.Kind) },
            { EquipmentColumn.Level, facility.Level is { } level ? EquipmentNames.Levels.English(level) : null },
            { EquipmentColumn.SocialCreditCode, facility.SocialCreditCode },
            { EquipmentColumn.TimeZone, facility.TimeZone },
            { EquipmentColumn.Address, facility.Address },
        }.Cells;
    }

    /// <summary>Where it stands in the tree is not said here.</summary>
    public void WriteTo(Facility facility)
    {
        ArgumentNullException.ThrowIfNull(facility);
        (facility.Kind, facility.NameZh, facility.NameEn) = (Kind, NameZh, NameEn);
        (facility.Level, facility.Address, facility.SocialCreditCode) = (Level, Address, SocialCreditCode?.ToString());
        facility.TimeZone = TimeZone ?? facility.TimeZone;
    }
}
