using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-28. At this moment the power went or came back, by the agent's word.</summary>
public readonly record struct PowerChange(Instant At, bool IsBack);
