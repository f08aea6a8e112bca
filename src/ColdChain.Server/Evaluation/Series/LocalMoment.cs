using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>The moment that a written time means.</summary>
internal readonly record struct LocalMoment(Instant At, LocalMomentKind Kind);
