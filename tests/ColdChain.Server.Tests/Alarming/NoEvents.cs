using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>No agent has reported anything.</summary>
internal sealed class NoEvents : IAgentEventLog
{
    public Task<IReadOnlyList<AgentEvent>> ListAsync(TimeRange during, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AgentEvent>>([]);

    public Task<IReadOnlyList<AgentEvent>> OfUnitAsync(
        StorageUnitId unit, string kindsBeginWith, TimeRange during, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AgentEvent>>([]);
}
