using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Health.Page;

namespace ColdChain.Agent.Configuration;

/// <summary>What lies between the sources and the server.</summary>
public sealed record AgentPlumbing(BufferOptions Buffer, ForwardingOptions Forwarding, LogOptions Log)
{
    public StatusPageOptions StatusPage { get; init; } = new();
}
