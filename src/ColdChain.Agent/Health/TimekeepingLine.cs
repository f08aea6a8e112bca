using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Health;

/// <summary>Hears the server's time in every answer; asks for it before the first readings of a start are sent.</summary>
/// <remarks>
/// A gateway without a clock of its own boots in 1970, or yesterday. What it measured is corrected once the server was
/// heard, and must not have been sent before with another time: so the first request of a start is empty.
/// </remarks>
internal sealed class TimekeepingLine(IServerLine line, IServerTimeKeeper keeper, TimeProvider clock, ILogger log) : IServerLine
{
    public BandwidthBudget Budget => line.Budget;

    public async Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        bool isEmpty = batch.Series.Count == 0 && batch.Events.Count == 0;
        if (!keeper.IsTimeProven && !isEmpty)
        {
            (SendOutcome asked, bool isOther) = await AskAsync(batch with { Series = [], Events = [] }, cancellationToken);
            if (asked is SendOutcome.TryAgain)
            {
                return asked;
            }

            if (isOther)
            {
                log.LogWarning("Readings of this start were timed by a wrong clock and are corrected before they are sent");
                return new SendOutcome.TryAgain("the clock of this machine was wrong: times are corrected first", TimeSpan.Zero, NeedsSomebody: false);
            }
        }

        return (await AskAsync(batch, cancellationToken)).Outcome;
    }

    private async Task<(SendOutcome Outcome, bool IsOther)> AskAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        long sentAt = clock.GetTimestamp();
        SendOutcome outcome = await line.SendAsync(batch, cancellationToken);
        bool isOther = outcome is SendOutcome.Answered answered && await keeper.HearServerAsync(
            Instant.FromUnixMilliseconds(answered.Reply.ServerTime), clock.GetElapsedTime(sentAt) / 2, cancellationToken);
        return (outcome, isOther);
    }
}
