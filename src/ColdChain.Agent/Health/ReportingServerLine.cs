using ColdChain.Agent.Forwarding;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Health;

/// <summary>The way to the server, with the agent's health on it, and with what the server answers told to it.</summary>
public sealed class ReportingServerLine(IServerLine server, AgentHealth health, HealthReporter reporter, TimeProvider clock)
    : IServerLine
{
    /// <summary>Often enough that a page shows a weak battery the same minute; a report costs some hundred bytes.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // Only the live lane reads and writes it, and a lane has one request in flight.
    private long? _reportedAt;

    public BandwidthBudget Budget => server.Budget;

    public async Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        bool isDue = batch.Lane == ReadingBatch.LiveLane && !(_reportedAt is { } last && clock.GetElapsedTime(last) < Every);
        ReadingBatch told = isDue ? batch with { Health = await reporter.ReportAsync(cancellationToken) } : batch;
        long sentAt = clock.GetTimestamp();
        SendOutcome outcome = await server.SendAsync(told, cancellationToken);
        if (outcome is SendOutcome.Answered answered)
        {
            _reportedAt = isDue ? sentAt : _reportedAt;
            Instant now = clock.GetCurrentInstant();
            Instant middle = now - (clock.GetElapsedTime(sentAt) / 2);
            health.ServerAnswered(now, Instant.FromUnixMilliseconds(answered.Reply.ServerTime) - middle);
        }
        else if (outcome is SendOutcome.TryAgain again)
        {
            health.ServerFailed(again.Reason);
        }

        return outcome;
    }
}
