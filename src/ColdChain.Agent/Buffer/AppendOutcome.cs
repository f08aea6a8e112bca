namespace ColdChain.Agent.Buffer;

/// <summary>What one group commit did; whatever it says, all of the group may be acknowledged now.</summary>
/// <param name="Stored">Readings and events that were written.</param>
/// <param name="Redelivered">Messages that were there already and were not written again (G2).</param>
public readonly record struct AppendOutcome(int Stored, int Redelivered);
