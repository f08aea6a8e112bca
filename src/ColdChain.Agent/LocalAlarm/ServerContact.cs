using ColdChain.Agent.Forwarding;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>Watches the line to the server as it is used: when it last answered.</summary>
internal sealed class ServerContact(IServerLine line, TimeProvider clock) : IServerLine
{
    private readonly long _startedAt = clock.GetTimestamp();
    private long _answeredAt = -1;

    public BandwidthBudget Budget => line.Budget;

    public async Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        SendOutcome outcome = await line.SendAsync(batch, cancellationToken);
        if (outcome is SendOutcome.Answered)
        {
            Volatile.Write(ref _answeredAt, clock.GetTimestamp());
        }

        return outcome;
    }

    /// <summary>No answer for longer than that; an agent that has just started has not missed one yet.</summary>
    public bool IsLostFor(TimeSpan time)
    {
        long last = Volatile.Read(ref _answeredAt);
        return clock.GetElapsedTime(last >= 0 ? last : _startedAt) > time;
    }
}
