using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Lots;

/// <summary>Names of places in the reader's language, and which of them the reader may see.</summary>
public sealed class LotNames(IReadOnlyList<Facility> all, IReadOnlyList<StorageUnit> units, IReadOnlySet<FacilityId> inScope)
{
    private readonly Dictionary<FacilityId, Facility> _facilities = all.ToDictionary(facility => facility.Id);
    private readonly Dictionary<StorageUnitId, StorageUnit> _units = units.ToDictionary(unit => unit.Id);

    /// <summary>Facilities in scope, with their units, in the order of the tree.</summary>
    public IEnumerable<Facility> Mine => all.Where(facility => inScope.Contains(facility.Id)).OrderBy(facility => facility.Path, StringComparer.Ordinal);

    public bool IsMine(FacilityId? facility) => facility is { } id && inScope.Contains(id);

    public string Facility(FacilityId id, CurrentLanguage language) =>
        _facilities.TryGetValue(id, out Facility? facility) ? language.Say(facility.NameZh, facility.NameEn) : id.ToString();

    public string Unit(StorageUnitId id, CurrentLanguage language) =>
        _units.TryGetValue(id, out StorageUnit? unit) ? language.Say(unit.NameZh, unit.NameEn) : id.ToString();

    public IEnumerable<StorageUnit> UnitsOf(FacilityId facility) => _units.Values.Where(unit => unit.FacilityId == facility);

    public TimeZoneInfo Zone(FacilityId id) => _facilities.TryGetValue(id, out Facility? facility)
        ? TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone)
        : TimeZoneInfo.Utc;
}
