using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History;

/// <summary>What one batch of an agent brings, already sorted into what may be stored and what may not.</summary>
public sealed record Arrival
{
    public required AgentId Agent { get; init; }

    public required JournalId Journal { get; init; }

    /// <summary>The server's clock.</summary>
    public required Instant StoredAt { get; init; }

    /// <summary>It waited for the line already and can wait again: when the disk is slow, what was just measured goes first.</summary>
    public bool IsBacklog { get; init; }

    /// <summary>By sensor; a sensor may come more than once.</summary>
    public IReadOnlyList<ArrivedSeries> Series { get; init; } = [];

    public IReadOnlyList<RefusedReading> Refused { get; init; } = [];

    public IReadOnlyList<WireEvent> Events { get; init; } = [];

    /// <summary>What the server itself noticed about the agent, such as a clock that is wrong; has no sequence.</summary>
    public IReadOnlyList<WireEvent> Noticed { get; init; } = [];
}
