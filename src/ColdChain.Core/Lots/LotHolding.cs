using ColdChain.Core.Identity;

namespace ColdChain.Core.Lots;

/// <summary>Doses of a lot in one place of a facility, as far as the papers tell.</summary>
/// <param name="Lot">Which lot.</param>
/// <param name="Facility">Whose.</param>
/// <param name="Unit">Null: in the facility, in a unit that no paper names (LT-09).</param>
/// <param name="Doses">At least 1; the most there can be when not <paramref name="IsExact"/>.</param>
/// <param name="IsExact">False when doses left the facility and no paper says out of which of several units.</param>
public sealed record LotHolding(LotKey Lot, FacilityId Facility, StorageUnitId? Unit, long Doses, bool IsExact);
