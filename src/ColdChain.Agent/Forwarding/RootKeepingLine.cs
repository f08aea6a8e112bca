using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>Keeps the daily roots that come with the server's answers.</summary>
internal sealed class RootKeepingLine(IServerLine line, RootsFile roots) : IServerLine
{
    public BandwidthBudget Budget => line.Budget;

    public async Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        SendOutcome outcome = await line.SendAsync(batch, cancellationToken);
        if (outcome is SendOutcome.Answered { Reply.Root: { } root })
        {
            roots.Keep(root);
        }

        return outcome;
    }
}
