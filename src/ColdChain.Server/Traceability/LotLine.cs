using ColdChain.Core.Identity;
using ColdChain.Core.Lots;

namespace ColdChain.Server.Traceability;

/// <summary>A lot in the list of lots: what it is, and how many doses are where, of the facilities in scope.</summary>
/// <param name="Lot">The lot's row.</param>
/// <param name="Held">Holdings now, in scope; empty when none are left.</param>
/// <param name="IsExpired">LT-02, today.</param>
/// <param name="HasFindings">Papers that do not add up or leave entries empty.</param>
public sealed record LotLine(LotEntry Lot, IReadOnlyList<LotHolding> Held, bool IsExpired, bool HasFindings)
{
    public long Doses => Held.Sum(holding => holding.Doses);

    public IEnumerable<FacilityId> Facilities => Held.Select(holding => holding.Facility).Distinct();
}
