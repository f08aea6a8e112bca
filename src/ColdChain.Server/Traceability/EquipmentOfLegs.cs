using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Traceability;

/// <summary>The units and sensors of the facilities that a lot passed through.</summary>
internal sealed class EquipmentOfLegs(IReadOnlyList<StorageUnit> units, IReadOnlyList<MeasuringPoint> points)
{
    public required IReadOnlyDictionary<FacilityId, TimeZoneInfo> Facilities { get; init; }

    public IReadOnlyList<MeasuringPoint> Points => points;

    /// <summary>Units whose profile this version does not know are left out: nothing can be said of them.</summary>
    public IReadOnlyDictionary<StorageUnitId, StorageProfile> Profiles { get; } = units
        .Select(unit => (unit.Id, Profile: StandardProfiles.Find(unit.ProfileId)))
        .Where(unit => unit.Profile is not null)
        .ToDictionary(unit => unit.Id, unit => unit.Profile!);

    /// <summary>LT-09. Where doses may be that no paper puts into a unit.</summary>
    public IEnumerable<StorageUnitId> SuitableUnits(FacilityId facility, Vaccine vaccine) => units
        .Where(unit => unit.FacilityId == facility && Profiles.TryGetValue(unit.Id, out StorageProfile? profile) && vaccine.Suits(profile))
        .Select(unit => unit.Id);
}
