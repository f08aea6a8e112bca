using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability;

/// <summary>A lot is nobody's alone: it may be seen by whoever has a facility in scope that it passed through.</summary>
internal sealed class LotRoute(RecordsDbContext records, FacilityScope scope) : IFacilityOfRoute
{
    public string Parameter => "Lot";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            return null;
        }

        return await scope.Facilities
            .Where(facility => records.Set<MovementEntry>().Any(movement =>
                movement.LotId == id && (movement.FromFacilityId == facility.Id || movement.ToFacilityId == facility.Id)))
            .Select(facility => (FacilityId?)facility.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
