using System.Collections.Concurrent;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>Tells every agent every root, so that the county's gateways keep what this server cannot make anew.</summary>
/// <remarks>A line of 190 bytes is not sent with each answer: an agent is told a root three times, lest one answer be lost.</remarks>
internal sealed class RootTelling(NewestRoot newest)
{
    public const int Times = 3;

    private readonly ConcurrentDictionary<AgentId, (long Number, int Times)> _told = new();

    /// <summary>What to tell the agent with this answer; null when it knows.</summary>
    public string? For(AgentId agent)
    {
        if (newest.Line is not { } root)
        {
            return null;
        }

        (long number, int times) = _told.AddOrUpdate(
            agent,
            (root.Number, 1),
            (_, before) => before.Number == root.Number ? (before.Number, Math.Min(before.Times + 1, Times + 1)) : (root.Number, 1));
        return times <= Times && number == root.Number ? root.ToString() : null;
    }
}
