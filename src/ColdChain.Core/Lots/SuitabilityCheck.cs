using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;

namespace ColdChain.Core.Lots;

/// <summary>LT-18. Doses in a unit that keeps temperatures which are not the vaccine's.</summary>
public static class SuitabilityCheck
{
    public static IEnumerable<LotFinding> Findings(
        IEnumerable<CustodyLeg> legs, Vaccine vaccine, IReadOnlyDictionary<StorageUnitId, StorageProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(legs);
        ArgumentNullException.ThrowIfNull(vaccine);
        ArgumentNullException.ThrowIfNull(profiles);
        foreach (Placement placement in legs.OfType<Placement>())
        {
            if (placement.Unit is { } unit && profiles.TryGetValue(unit, out StorageProfile? profile) && !vaccine.Suits(profile))
            {
                yield return new(
                    LotFindingKind.UnsuitableUnit,
                    placement.Lot,
                    placement.During.Start,
                    new StockPlace(placement.Facility, unit),
                    placement.MostDoses);
            }
        }
    }
}
