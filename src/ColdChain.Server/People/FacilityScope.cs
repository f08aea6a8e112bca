using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>What the current person may see: their own facility and all below it (G9). Nobody known sees nothing.</summary>
public sealed class FacilityScope(CurrentPerson person, RecordsDbContext records)
{
    public IQueryable<Facility> Facilities =>
        person.IsKnown
            ? records.Facilities.Where(facility => facility.Path.StartsWith(person.FacilityPath))
            : records.Facilities.Where(_ => false);

    public IQueryable<StorageUnit> StorageUnits =>
        records.StorageUnits.Where(unit => Facilities.Any(facility => facility.Id == unit.FacilityId));

    public async Task<bool> MaySeeAsync(FacilityId facilityId, CancellationToken cancellationToken) =>
        await Facilities.AnyAsync(facility => facility.Id == facilityId, cancellationToken);

    /// <summary>Null as well when it exists but is not the person's to see: the two cannot be told apart.</summary>
    public async Task<StorageUnit?> FindStorageUnitAsync(StorageUnitId id, CancellationToken cancellationToken) =>
        await StorageUnits.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == id, cancellationToken);
}
