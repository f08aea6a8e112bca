using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Keys;

/// <summary>A route that names the key of an integration is scoped by the key's facility.</summary>
internal sealed class IntegrationKeyRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "integrationKey";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Set<IntegrationKey>().Where(key => key.Id == id)
                .Select(key => (FacilityId?)key.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
