namespace ColdChain.Agent.LocalAlarm.Desk;

/// <summary>The answer on the agent's socket.</summary>
/// <param name="Lines">For a person, in the order in which they are to be printed.</param>
/// <param name="IsDone">What was asked was done.</param>
internal sealed record DeskReply(IReadOnlyList<string> Lines, bool IsDone);
