using ColdChain.Core.Identity;

namespace ColdChain.Core.Lots;

/// <summary>Where doses are: a facility, and the storage unit where the paper names one (it seldom does).</summary>
public readonly record struct StockPlace(FacilityId Facility, StorageUnitId? Unit)
{
    public override string ToString() => Unit is { } unit ? unit.ToString() : Facility.ToString();
}
