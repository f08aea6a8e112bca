namespace ColdChain.Agent.Buffer;

/// <summary>Sequences from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct SequenceRange(long First, long Last);
