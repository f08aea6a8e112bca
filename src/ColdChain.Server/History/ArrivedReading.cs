using ColdChain.Core.Readings;

namespace ColdChain.Server.History;

/// <summary>A reading that may be stored, with its place in the agent's journal.</summary>
public readonly record struct ArrivedReading(long Sequence, Reading Reading);
