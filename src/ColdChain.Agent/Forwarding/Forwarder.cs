using ColdChain.Agent.Buffer;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Forwarding;

/// <summary>Both lanes over the one buffer; neither waits for the other, so a month of backlog never holds up an alarm.</summary>
public sealed class Forwarder(
    IReadingBuffer buffer, IServerLine server, ForwardingOptions options, TimeProvider clock, ILogger log)
{
    private readonly ForwardingParts _parts = new(buffer, server, options, clock, log);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        new LaneForwarder(ForwardLane.Live, _parts).RunAsync(cancellationToken),
        new LaneForwarder(ForwardLane.Backlog, _parts).RunAsync(cancellationToken));
}
