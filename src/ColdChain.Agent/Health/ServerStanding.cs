using ColdChain.Core.Time;

namespace ColdChain.Agent.Health;

/// <summary>How the way to the server is.</summary>
/// <param name="AnsweredAt">When the server last took a batch; null when it has not since the start.</param>
/// <param name="Trouble">What is wrong, in words; null after an answer and before the first attempt.</param>
/// <param name="ClockOffset">The server's clock less this machine's, the way counted in half; null until an answer.</param>
public sealed record ServerStanding(Instant? AnsweredAt, string? Trouble, TimeSpan? ClockOffset);
