using ColdChain.Core.Lots;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Traceability;

namespace ColdChain.Server.Pages.Lots;

/// <summary>The page of a lot, cut to what the reader may see.</summary>
/// <param name="Report">As the service made it, of all facilities.</param>
/// <param name="Names">Of places.</param>
/// <param name="Legs">In scope, oldest first.</param>
/// <param name="Excursions">That overlap a leg in scope.</param>
public sealed record LotPageFacts(
    LotExposureReport Report,
    LotNames Names,
    IReadOnlyList<LegExposure> Legs,
    IReadOnlyList<ExcursionEntry> Excursions)
{
    public IEnumerable<LotFinding> Findings => Report.Findings.Where(finding => finding.Place is not { } place || Names.IsMine(place.Facility));

    public IEnumerable<LotHolding> Held => Report.Held.Where(holding => Names.IsMine(holding.Facility));

    public IEnumerable<StockMovement> Movements => Report.Movements.Where(movement =>
        Names.IsMine(movement.From?.Facility) || Names.IsMine(movement.To?.Facility));

    /// <summary>Excursions of the unit while it held the lot; without a recorded unit those of any suitable unit of the facility.</summary>
    public IEnumerable<ExcursionEntry> Of(Placement placement) => Excursions.Where(excursion =>
        excursion.During.Overlaps(placement.During)
        && (placement.Unit is { } unit
            ? excursion.StorageUnitId == unit
            : excursion.FacilityId == placement.Facility && Report.SuitableUnits.Contains(excursion.StorageUnitId)));
}
