using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;

namespace ColdChain.Server.Traceability;

/// <summary>Everything the page of a lot shows: the custody with its temperatures, and what a person has to look into.</summary>
/// <param name="LotId">The lot's row.</param>
/// <param name="Lot">The lot with what its papers say.</param>
/// <param name="Exposure">Every leg in scope.</param>
/// <param name="Findings">Oldest first.</param>
/// <param name="Held">Where doses are at <paramref name="AsOf"/>.</param>
/// <param name="Movements">In the order they were folded, without voided ones.</param>
public sealed record LotExposureReport(
    long LotId,
    Lot Lot,
    LotExposure Exposure,
    IReadOnlyList<LotFinding> Findings,
    IReadOnlyList<LotHolding> Held,
    IReadOnlyList<StockMovement> Movements)
{
    public required Instant AsOf { get; init; }

    /// <summary>LT-09. Units of the facilities it passed through that may hold it.</summary>
    public required IReadOnlyList<StorageUnitId> SuitableUnits { get; init; }
}
