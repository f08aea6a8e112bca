using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Health.Page;
using ColdChain.Agent.LocalAlarm;

namespace ColdChain.Agent.Configuration;

/// <summary>What lies between the sources and the server.</summary>
public sealed record AgentPlumbing(BufferOptions Buffer, ForwardingOptions Forwarding, LogOptions Log)
{
    public StatusPageOptions StatusPage { get; init; } = new();

    /// <summary>Null: the agent sounds no alarm of its own.</summary>
    public LocalAlarmOptions? LocalAlarm { get; init; }
}
