using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>What agents reported besides temperatures, and what the server noticed about them.</summary>
public interface IAgentEventLog
{
    /// <summary>Newest first, by when it happened.</summary>
    Task<IReadOnlyList<AgentEvent>> ListAsync(TimeRange during, int limit, CancellationToken cancellationToken);

    /// <summary>Of one unit, as agents name it, and of kinds that begin so; oldest first.</summary>
    Task<IReadOnlyList<AgentEvent>> OfUnitAsync(
        StorageUnitId unit, string kindsBeginWith, TimeRange during, int limit, CancellationToken cancellationToken);
}
