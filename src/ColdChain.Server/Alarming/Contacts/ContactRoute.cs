using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>A route that names a contact is scoped by the facility whose alarms they get.</summary>
internal sealed class ContactRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "contact";

    public Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) => RouteNumbers.FindAsync(
        value,
        id => records.Set<ContactChainStep>().Where(contact => contact.Id == id).Select(contact => (FacilityId?)contact.FacilityId),
        cancellationToken);
}
