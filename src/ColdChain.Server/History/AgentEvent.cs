using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>One event as it was stored.</summary>
/// <param name="Number">Counts up as they are stored.</param>
/// <param name="Agent">Who reported it, or whom the server noticed it about.</param>
/// <param name="Kind">One of <see cref="Core.Wire.WireEventKinds"/>, or a kind that this server does not know.</param>
/// <param name="At">When it happened, by the agent's clock.</param>
/// <param name="Sensor">As the agent called it.</param>
/// <param name="Unit">As the agent called it.</param>
/// <param name="Detail">For people.</param>
/// <param name="StoredAt">The server's clock.</param>
public sealed record AgentEvent(
    long Number, AgentId Agent, string Kind, Instant At, string? Sensor, string? Unit, string? Detail, Instant StoredAt);
