using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>LT-02. Doses that are held, used or sent out past their last day.</summary>
public static class ExpiryCheck
{
    /// <param name="ledger">The movements of the lot.</param>
    /// <param name="lot">Whose expiry is known.</param>
    /// <param name="asOf">The moment of the report.</param>
    /// <param name="zone">The zone in which the facilities count days.</param>
    public static IEnumerable<LotFinding> Findings(StockLedger ledger, Lot lot, Instant asOf, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(lot);
        StockMovement[] own = [.. ledger.Movements.Where(movement => movement.Lot == lot.Key && movement.At <= asOf)];
        foreach (StockMovement movement in own.Where(movement =>
            movement.Kind is MovementKind.Use or MovementKind.Issue && lot.IsExpiredOn(LocalDay(movement.At, zone))))
        {
            yield return new(LotFindingKind.MovedAfterExpiry, lot.Key, movement.At, movement.From, movement.Doses)
            {
                Movements = [movement.Id],
            };
        }

        if (lot.IsExpiredOn(LocalDay(asOf, zone)))
        {
            IEnumerable<LotHolding> held = own.SelectMany(movement => new[] { movement.From, movement.To })
                .OfType<StockPlace>()
                .Select(place => place.Facility)
                .Distinct()
                .SelectMany(facility => ledger.At(facility, asOf))
                .Where(holding => holding.Lot == lot.Key);
            foreach (LotHolding holding in held)
            {
                StockPlace place = new(holding.Facility, holding.Unit);
                yield return new(LotFindingKind.ExpiredInStock, lot.Key, asOf, place, holding.Doses);
            }
        }
    }

    public static DateOnly LocalDay(Instant moment, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), zone).DateTime);
    }
}
