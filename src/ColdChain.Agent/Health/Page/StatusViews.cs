using ColdChain.Agent.Buffer;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Health.Page;

/// <summary>Takes a <see cref="StatusView"/> of the running agent.</summary>
public sealed class StatusViews(AgentId agent, AgentHealth health, IReadingBuffer buffer, HealthReporter reporter, TimeProvider clock)
{
    /// <summary>A buffer that does not answer within this counts as one that cannot be read.</summary>
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(10);

    public async ValueTask<StatusView> TakeAsync(CancellationToken cancellationToken) => new()
    {
        Agent = agent.ToString(),
        Now = clock.GetCurrentInstant(),
        Zone = clock.LocalTimeZone,
        Health = health.Snapshot(),
        Waiting = await CountAsync(cancellationToken),
        BufferBytes = reporter.BufferBytes(),
    };

    private async ValueTask<long?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await buffer.CountAsync(cancellationToken).AsTask().WaitAsync(LongestCount, clock, cancellationToken);
        }
        catch (Exception fault) when (fault is JournalFaultException or TimeoutException)
        {
            return null;
        }
    }
}
