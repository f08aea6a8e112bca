using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability;

/// <summary>Which lots and how many doses were in a unit or a facility at a moment. Knows no person: callers check scope.</summary>
public sealed class StockInside(RecordsDbContext records)
{
    /// <summary>The lots recorded in this unit, then those of its facility whose unit is not recorded and which it suits.</summary>
    public Task<IReadOnlyList<LotBalance>> AtAsync(StorageUnitId unit, Instant moment, CancellationToken cancellationToken) =>
        DuringAsync(unit, new TimeRange(moment, moment), cancellationToken);

    /// <summary>The same over a stretch of time, such as an excursion: every lot it touched, with the most doses there were.</summary>
    /// <exception cref="ArgumentException">The stretch has no end.</exception>
    public async Task<IReadOnlyList<LotBalance>> DuringAsync(
        StorageUnitId unit, TimeRange during, CancellationToken cancellationToken)
    {
        StorageUnit? found = await records.StorageUnits.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == unit, cancellationToken);
        if (found is null)
        {
            return [];
        }

        StorageProfile? profile = StandardProfiles.Find(found.ProfileId);
        IReadOnlyList<LotBalance> all = await DuringAsync(found.FacilityId, during, cancellationToken);
        return
        [
            .. all.Where(balance => balance.Unit == unit),
            .. all.Where(balance => balance.Unit is null && profile is not null && balance.Vaccine.Suits(profile)),
        ];
    }

    /// <summary>All lots of the facility, by product and lot; empty for a facility without movements.</summary>
    public Task<IReadOnlyList<LotBalance>> AtAsync(FacilityId facility, Instant moment, CancellationToken cancellationToken) =>
        DuringAsync(facility, new TimeRange(moment, moment), cancellationToken);

    /// <summary>Where the facility kept each of its lots, from when to when; empty for a facility without movements.</summary>
    public async Task<IReadOnlyList<(Vaccine Vaccine, Core.Lots.Placement Placement)>> PlacementsAsync(
        FacilityId facility, Instant asOf, CancellationToken cancellationToken)
    {
        (StockLedger ledger, IReadOnlyDictionary<LotKey, LotEntry> lots) = await LedgerAsync(facility, cancellationToken);
        return
        [
            .. lots.Values.SelectMany(lot => ledger.Legs(lot.Key, asOf).OfType<Core.Lots.Placement>()
                .Where(placement => placement.Facility == facility)
                .Select(placement => (lot.Vaccine, placement))),
        ];
    }

    private async Task<IReadOnlyList<LotBalance>> DuringAsync(
        FacilityId facility, TimeRange during, CancellationToken cancellationToken)
    {
        Instant end = during.End ?? throw new ArgumentException("Stock is asked for up to a moment.", nameof(during));
        Facility? found = await records.Facilities.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == facility, cancellationToken);
        if (found is null)
        {
            return [];
        }

        (StockLedger ledger, IReadOnlyDictionary<LotKey, LotEntry> byKey) = await LedgerAsync(facility, cancellationToken);
        DateOnly day = ExpiryCheck.LocalDay(end, TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone));
        return
        [
            .. ledger.During(facility, new TimeRange(during.Start, end)).Select(holding => Balance(holding, byKey[holding.Lot], day)),
        ];
    }

    private async Task<(StockLedger Ledger, IReadOnlyDictionary<LotKey, LotEntry> Lots)> LedgerAsync(
        FacilityId facility, CancellationToken cancellationToken)
    {
        FacilityId? wanted = facility;
        List<MovementEntry> entries = await records.Set<MovementEntry>().AsNoTracking()
            .Where(movement => movement.FromFacilityId == wanted || movement.ToFacilityId == wanted || movement.VoidsId != null)
            .ToListAsync(cancellationToken);
        long[] lotIds = [.. entries.Select(entry => entry.LotId).Distinct()];
        Dictionary<long, LotEntry> lots = await records.Set<LotEntry>().AsNoTracking()
            .Where(lot => lotIds.Contains(lot.Id))
            .ToDictionaryAsync(lot => lot.Id, cancellationToken);
        Dictionary<LotKey, LotEntry> byKey = lots.Values.ToDictionary(lot => lot.Key);
        return (StockLedger.Fold(entries.Select(entry => entry.ToMovement(lots[entry.LotId].Key))), byKey);
    }

    private static LotBalance Balance(LotHolding holding, LotEntry lot, DateOnly day) => new()
    {
        LotId = lot.Id,
        Lot = holding.Lot,
        Vaccine = lot.Vaccine,
        FacilityId = holding.Facility,
        Unit = holding.Unit,
        Doses = holding.Doses,
        IsExact = holding.IsExact,
        Expiry = lot.Expiry,
        IsExpired = lot.ToLot().IsExpiredOn(day),
    };
}
