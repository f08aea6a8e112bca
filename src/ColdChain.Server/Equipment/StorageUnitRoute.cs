using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment;

/// <summary>A route that names a storage unit is scoped by the unit's facility.</summary>
internal sealed class StorageUnitRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "unit";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken)
    {
        if (!StorageUnitId.TryParse(value, CultureInfo.InvariantCulture, out StorageUnitId id))
        {
            return null;
        }

        StorageUnit? unit = await records.StorageUnits.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        return unit?.FacilityId;
    }
}
