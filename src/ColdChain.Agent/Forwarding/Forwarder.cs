using ColdChain.Agent.Buffer;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Forwarding;

/// <summary>Both lanes over the one buffer; neither waits for the other, so a month of backlog never holds up an alarm.</summary>
public sealed class Forwarder(
    IReadingBuffer buffer, IServerLine server, ForwardingOptions options, TimeProvider clock, ILogger log)
{
    private readonly ForwardingParts _parts = new(buffer, server, options, clock, log);

    /// <summary>Ends with the token. A lane that ends before it has failed, and takes the other along: its fault must be heard.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task live = new LaneForwarder(ForwardLane.Live, _parts).RunAsync(ending.Token);
        Task backlog = new LaneForwarder(ForwardLane.Backlog, _parts).RunAsync(ending.Token);
        await Task.WhenAny(live, backlog);
        await ending.CancelAsync();
        await Task.WhenAll(live, backlog);
    }
}
