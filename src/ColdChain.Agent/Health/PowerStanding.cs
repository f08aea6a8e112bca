using ColdChain.Core.Time;

namespace ColdChain.Agent.Health;

/// <summary>Whether a place has mains power, as last told.</summary>
/// <param name="Place">A storage unit, or the agent itself.</param>
public sealed record PowerStanding(string Place, bool IsLost, Instant Since);
