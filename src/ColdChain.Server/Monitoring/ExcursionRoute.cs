using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;

using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Monitoring;

/// <summary>A route that names an excursion is scoped by the excursion's facility.</summary>
internal sealed class ExcursionRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "excursion";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Set<ExcursionEntry>().Where(entry => entry.Id == id)
                .Select(entry => (FacilityId?)entry.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
