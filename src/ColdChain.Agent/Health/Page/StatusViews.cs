using ColdChain.Agent.Buffer;
using ColdChain.Agent.LocalAlarm.Desk;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Health.Page;

/// <summary>Takes a <see cref="StatusView"/> of the running agent.</summary>
public sealed class StatusViews(AgentId agent, AgentHealth health, IReadingBuffer buffer, HealthReporter reporter, TimeProvider clock)
{
    /// <summary>A buffer that does not answer within this counts as one that cannot be read.</summary>
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(10);

    /// <summary>Null where there is no local alarm.</summary>
    public LocalAlarmDesk? Desk { get; init; }

    public async ValueTask<StatusView> TakeAsync(CancellationToken cancellationToken) => new()
    {
        Agent = agent.ToString(),
        Now = clock.GetCurrentInstant(),
        Zone = clock.LocalTimeZone,
        Health = health.Snapshot(),
        Waiting = await CountAsync(cancellationToken),
        BufferBytes = reporter.BufferBytes(),
        Alarms = Desk?.List() ?? [],
        FailedOutputs =
        [
            .. from output in Desk?.Outputs() ?? []
               let trouble = output.Trouble
               where trouble is not null
               select (output.Name, trouble),
        ],
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
