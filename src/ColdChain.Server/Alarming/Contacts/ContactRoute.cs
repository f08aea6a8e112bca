using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>A route that names a contact is scoped by the facility whose alarms they get.</summary>
internal sealed class ContactRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "contact";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Set<ContactChainStep>().Where(contact => contact.Id == id)
                .Select(contact => (FacilityId?)contact.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
