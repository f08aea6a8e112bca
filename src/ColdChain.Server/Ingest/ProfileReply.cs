namespace ColdChain.Server.Ingest;

/// <summary>What an agent must know to sound an alarm by itself: the limits and rules of its units.</summary>
/// <param name="Version">Changes with any of the rest; an agent that has it gets 304.</param>
/// <param name="ServerTime">Unix milliseconds.</param>
/// <param name="Units">In the order of their ids.</param>
public sealed record ProfileReply(string Version, long ServerTime, IReadOnlyList<UnitProfile> Units);
