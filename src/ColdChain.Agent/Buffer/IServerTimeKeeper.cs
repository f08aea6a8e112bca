using ColdChain.Core.Time;

namespace ColdChain.Agent.Buffer;

/// <summary>Who wants to hear what time it is on the server, to judge this machine's clock by it.</summary>
public interface IServerTimeKeeper
{
    /// <summary>False from each start until the server was heard: times may have to be corrected before they are sent.</summary>
    bool IsTimeProven { get; }

    /// <param name="serverTime">What the server's clock said.</param>
    /// <param name="ago">How long ago it said so, as near as that is known.</param>
    /// <param name="cancellationToken">Ends the wait for the buffer.</param>
    /// <returns>True when entries that wait are shown with other times from now on.</returns>
    ValueTask<bool> HearServerAsync(Instant serverTime, TimeSpan ago, CancellationToken cancellationToken);
}
