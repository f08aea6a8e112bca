using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Pages.Lots;

/// <summary>Reads the names of places once for a page.</summary>
public sealed class LotNamesReader(RecordsDbContext records, FacilityScope scope)
{
    public async Task<LotNames> ReadAsync(CancellationToken cancellationToken)
    {
        HashSet<FacilityId> mine = [.. await scope.Facilities.Select(facility => facility.Id).ToListAsync(cancellationToken)];
        return new LotNames(
            await records.Facilities.AsNoTracking().ToListAsync(cancellationToken),
            await records.StorageUnits.AsNoTracking().ToListAsync(cancellationToken),
            mine);
    }
}
