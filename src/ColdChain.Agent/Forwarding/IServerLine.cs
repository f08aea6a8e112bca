using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>The way to the server. Every failure is an outcome; it throws only when cancelled.</summary>
public interface IServerLine
{
    /// <summary>What the line has cost, and what it may cost.</summary>
    BandwidthBudget Budget { get; }

    Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken);
}
