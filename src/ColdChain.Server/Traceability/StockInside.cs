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
    public async Task<IReadOnlyList<LotBalance>> AtAsync(StorageUnitId unit, Instant moment, CancellationToken cancellationToken)
    {
        StorageUnit? found = await records.StorageUnits.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == unit, cancellationToken);
        if (found is null)
        {
            return [];
        }

        StorageProfile? profile = StandardProfiles.Find(found.ProfileId);
        IReadOnlyList<LotBalance> all = await AtAsync(found.FacilityId, moment, cancellationToken);
        return
        [
            .. all.Where(balance => balance.Unit == unit),
            .. all.Where(balance => balance.Unit is null && profile is not null && balance.Vaccine.Suits(profile)),
        ];
    }

    /// <summary>All lots of the facility, by product and lot; empty for a facility without movements.</summary>
    public async Task<IReadOnlyList<LotBalance>> AtAsync(FacilityId facility, Instant moment, CancellationToken cancellationToken)
    {
        Facility? found = await records.Facilities.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == facility, cancellationToken);
        if (found is null)
        {
            return [];
        }

        FacilityId? wanted = facility;
        List<MovementEntry> entries = await records.Set<MovementEntry>().AsNoTracking()
            .Where(movement => movement.FromFacilityId == wanted || movement.ToFacilityId == wanted || movement.VoidsId != null)
            .ToListAsync(cancellationToken);
        long[] lotIds = [.. entries.Select(entry => entry.LotId).Distinct()];
        Dictionary<long, LotEntry> lots = await records.Set<LotEntry>().AsNoTracking()
            .Where(lot => lotIds.Contains(lot.Id))
            .ToDictionaryAsync(lot => lot.Id, cancellationToken);
        Dictionary<LotKey, LotEntry> byKey = lots.Values.ToDictionary(lot => lot.Key);
        StockLedger ledger = StockLedger.Fold(entries.Select(entry => entry.ToMovement(lots[entry.LotId].Key)));
        DateOnly day = ExpiryCheck.LocalDay(moment, TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone));
        return [.. ledger.At(facility, moment).Select(holding => Balance(holding, byKey[holding.Lot], day))];
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
