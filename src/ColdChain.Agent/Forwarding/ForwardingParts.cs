using ColdChain.Agent.Buffer;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Forwarding;

/// <summary>What both lanes share.</summary>
internal sealed record ForwardingParts(
    IReadingBuffer Buffer, IServerLine Server, ForwardingOptions Options, TimeProvider Clock, ILogger Log)
{
    public LineGate Gate { get; } = new();
}
