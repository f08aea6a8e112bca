using ColdChain.Core.Time;

namespace ColdChain.Agent.Health;

/// <summary>How one way in is.</summary>
/// <param name="Fault">What is wrong, in words; null while it works.</param>
/// <param name="Since">Since when it is so.</param>
public sealed record SourceStanding(string Name, string? Fault, Instant Since);
