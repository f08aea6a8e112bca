using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability;

/// <summary>The lots that passed through the facilities of the current person.</summary>
public sealed class LotsInScope(RecordsDbContext records, FacilityScope scope, CurrentPerson person)
{
    /// <summary>A page of lots is read by a person: more than this is searched, not scrolled. Product decision.</summary>
    public const int MostLines = 200;

    /// <summary>Those whose number, product or vaccine holds the text, held ones first, then by expiry (first expiry first out).</summary>
    public async Task<IReadOnlyList<LotLine>> SearchAsync(string? text, Instant asOf, CancellationToken cancellationToken)
    {
        FacilityId[] facilities = await scope.Facilities.Select(facility => facility.Id).ToArrayAsync(cancellationToken);
        HashSet<FacilityId> mine = [.. facilities];
        List<MovementEntry> movements = await records.Set<MovementEntry>().AsNoTracking()
            .Where(movement => records.Set<MovementEntry>().Any(own => own.LotId == movement.LotId
                && (facilities.Contains(own.FromFacilityId!.Value) || facilities.Contains(own.ToFacilityId!.Value))))
            .ToListAsync(cancellationToken);
        long[] ids = [.. movements.Select(movement => movement.LotId).Distinct()];
        List<LotEntry> lots = await records.Set<LotEntry>().AsNoTracking().Where(lot => ids.Contains(lot.Id)).ToListAsync(cancellationToken);
        ILookup<long, MovementEntry> byLot = movements.ToLookup(movement => movement.LotId);
        DateOnly today = ExpiryCheck.LocalDay(asOf, person.TimeZone);
        return
        [
            .. lots.Where(lot => Matches(lot, text))
                .Select(lot => Line(lot, byLot[lot.Id], mine, (asOf, today)))
                .OrderBy(line => line.Doses == 0)
                .ThenBy(line => line.Lot.Expiry ?? DateOnly.MaxValue)
                .ThenBy(line => line.Lot.LotNumber, StringComparer.Ordinal)
                .Take(MostLines),
        ];
    }

    private static LotLine Line(
        LotEntry lot, IEnumerable<MovementEntry> movements, HashSet<FacilityId> mine, (Instant AsOf, DateOnly Today) now)
    {
        LotKey key = lot.Key;
        StockLedger ledger = StockLedger.Fold(movements.Select(movement => movement.ToMovement(key)));
        IReadOnlyList<LotHolding> held = [.. mine.SelectMany(facility => ledger.At(facility, now.AsOf))];
        bool isExpired = lot.ToLot().IsExpiredOn(now.Today);
        return new LotLine(
            lot,
            held,
            isExpired,
            (isExpired && held.Count > 0) || ledger.Findings(now.AsOf).Any(finding => finding.Place is not { } place || mine.Contains(place.Facility)));
    }

    private static bool Matches(LotEntry lot, string? text)
    {
        string wanted = text?.Trim() ?? string.Empty;
        return wanted.Length == 0 || new[] { lot.LotNumber, lot.Product, lot.Manufacturer, lot.Vaccine.NameZh, lot.Vaccine.NameEn, lot.VaccineKey }
            .Any(name => name.Contains(wanted, StringComparison.OrdinalIgnoreCase));
    }
}
