using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;

namespace ColdChain.Server.Facilities;

/// <summary>A route that names a facility is scoped by that facility itself.</summary>
internal sealed class FacilityRoute : IFacilityOfRoute
{
    public string Parameter => "facility";

    public Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        Task.FromResult<FacilityId?>(
            FacilityId.TryParse(value, CultureInfo.InvariantCulture, out FacilityId id) ? id : null);
}
