using System.Collections.Concurrent;

using ColdChain.Core.Identity;

namespace ColdChain.Server.Ingest;

/// <summary>How many requests of one agent are worked on at once: two lanes need two, and a retry may overlap.</summary>
public sealed class InFlightLimit
{
    public const int MostOfOneAgent = 4;

    private readonly ConcurrentDictionary<AgentId, int> _inFlight = new();

    /// <summary>False: come back later. When true, call <see cref="Leave"/> afterwards.</summary>
    public bool TryEnter(AgentId agent)
    {
        bool isWithin = _inFlight.AddOrUpdate(agent, 1, (_, count) => count + 1) <= MostOfOneAgent;
        if (!isWithin)
        {
            Leave(agent);
        }

        return isWithin;
    }

    public void Leave(AgentId agent) => _inFlight.AddOrUpdate(agent, 0, (_, count) => count - 1);
}
