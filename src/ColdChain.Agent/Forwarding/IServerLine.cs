using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>The way to the server. Every failure is an outcome; it throws only when cancelled.</summary>
public interface IServerLine
{
    Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken);
}
