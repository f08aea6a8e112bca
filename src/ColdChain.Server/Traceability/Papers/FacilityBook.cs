using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>The facilities and units that a list may name, by id or by name.</summary>
/// <param name="facilities">Those in scope and those above them.</param>
/// <param name="units">Of these facilities.</param>
/// <param name="mayOwn">In whose book the person may write.</param>
public sealed class FacilityBook(
    IReadOnlyCollection<Facility> facilities, IReadOnlyCollection<StorageUnit> units, Func<Facility, bool> mayOwn)
{
    /// <summary>Null when no facility, or more than one, has this id or name.</summary>
    public Facility? Find(string idOrName)
    {
        Facility? byId = facilities.FirstOrDefault(facility => facility.Id.ToString() == idOrName);
        return byId ?? Single(facilities.Where(facility => facility.NameZh == idOrName || facility.NameEn == idOrName));
    }

    public Facility Of(FacilityId id) => facilities.First(facility => facility.Id == id);

    /// <summary>A unit of this facility by id, by the last part of its id, or by name.</summary>
    public StorageUnit? Unit(Facility facility, string idOrName)
    {
        ArgumentNullException.ThrowIfNull(facility);
        string full = $"{facility.Id}/{idOrName}";
        StorageUnit? byId = units.FirstOrDefault(unit =>
            unit.FacilityId == facility.Id && (unit.Id.ToString() == idOrName || unit.Id.ToString() == full));
        return byId ?? Single(units.Where(unit =>
            unit.FacilityId == facility.Id && (unit.NameZh == idOrName || unit.NameEn == idOrName)));
    }

    public bool MayOwn(Facility facility) => mayOwn(facility);

    private static T? Single<T>(IEnumerable<T> found)
        where T : class
    {
        T[] two = [.. found.Take(2)];
        return two.Length == 1 ? two[0] : null;
    }
}
