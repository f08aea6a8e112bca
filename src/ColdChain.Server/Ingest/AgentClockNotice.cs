using ColdChain.Core.Identity;

namespace ColdChain.Server.Ingest;

/// <summary>An agent's clock went wrong, or is right again.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Kind"><see cref="ClockWatch.Wrong"/> or <see cref="ClockWatch.RightAgain"/>.</param>
/// <param name="Detail">By how much, in words.</param>
public sealed record AgentClockNotice(AgentId Agent, string Kind, string Detail);
