using ColdChain.Core.Time;

namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>The moment that a written time means.</summary>
public readonly record struct LocalMoment(Instant At, LocalMomentKind Kind);
