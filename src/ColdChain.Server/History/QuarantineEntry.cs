using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History;

/// <summary>One reading in quarantine.</summary>
public sealed record QuarantineEntry
{
    public required long Number { get; init; }

    public required AgentId Agent { get; init; }

    public required JournalId Journal { get; init; }

    /// <summary>What the agent called the sensor.</summary>
    public required string Sensor { get; init; }

    public required WireReading Reading { get; init; }

    public required RefusalReason Reason { get; init; }

    public required string Explanation { get; init; }

    public required Instant StoredAt { get; init; }
}
