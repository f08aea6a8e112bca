using ColdChain.Core.Identity;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.People.Keys;

/// <summary>A route that names the key of an integration is scoped by the key's facility.</summary>
internal sealed class IntegrationKeyRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "integrationKey";

    public Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) => RouteNumbers.FindAsync(
        value,
        id => records.Set<IntegrationKey>().Where(key => key.Id == id).Select(key => (FacilityId?)key.FacilityId),
        cancellationToken);
}
