using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People;

/// <summary>A route that names a person is scoped by the person's facility.</summary>
internal sealed class PersonRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "personId";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Users.Where(person => person.Id == id)
                .Select(person => (FacilityId?)person.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
