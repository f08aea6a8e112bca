namespace ColdChain.Agent.Health.Page;

/// <summary>One thing that somebody has to see to.</summary>
/// <param name="What">The source, the sensor, the place; empty for the agent as a whole.</param>
/// <param name="Detail">The words of whoever found it; English, as in the log. Empty when the kind says all.</param>
public sealed record StatusProblem(StatusProblemKind Kind, string What, string Detail);
