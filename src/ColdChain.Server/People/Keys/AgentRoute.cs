using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.People.Keys;

/// <summary>A route that names an agent, for people, is scoped by the agent's facility.</summary>
internal sealed class AgentRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "agent";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken) =>
        AgentId.TryParse(value, CultureInfo.InvariantCulture, out AgentId id)
            ? await records.Agents.Where(agent => agent.Id == id)
                .Select(agent => (FacilityId?)agent.FacilityId)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
}
