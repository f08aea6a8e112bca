using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>A storage unit held doses of a lot without a break; or the facility did, in a unit that no paper names.</summary>
/// <param name="Lot">Which lot.</param>
/// <param name="During">From the movement that brought doses to the one that took the last.</param>
/// <param name="MostDoses">The most there were.</param>
/// <param name="Facility">Whose unit.</param>
/// <param name="Unit">Null: unit not recorded (LT-09).</param>
public sealed record Placement(LotKey Lot, TimeRange During, long MostDoses, FacilityId Facility, StorageUnitId? Unit)
    : CustodyLeg(Lot, During, MostDoses);
