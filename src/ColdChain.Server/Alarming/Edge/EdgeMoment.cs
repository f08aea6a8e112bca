using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Edge;

/// <summary>One moment of an agent's own alarm.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">By the agent's clock.</param>
/// <param name="By">Who took it; empty for the other kinds.</param>
/// <param name="Way">How.</param>
public sealed record EdgeMoment(EdgeMomentKind Kind, Instant At, string By, EdgeWay Way);
