using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>A stretch of a lot's history in one place or on one journey.</summary>
/// <param name="Lot">Whose history.</param>
/// <param name="During">Half open; without an end the doses are still there.</param>
/// <param name="MostDoses">The most doses there were during it.</param>
public abstract record CustodyLeg(LotKey Lot, TimeRange During, long MostDoses);
