using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;

namespace ColdChain.Agent.Configuration;

/// <summary>What lies between the sources and the server.</summary>
public sealed record AgentPlumbing(BufferOptions Buffer, ForwardingOptions Forwarding, LogOptions Log);
