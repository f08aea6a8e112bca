using ColdChain.Core.Time;

namespace ColdChain.Agent.Health;

/// <summary>How the agent is, at one moment; each list sorted by name.</summary>
public sealed record HealthSnapshot
{
    public required Instant StartedAt { get; init; }

    /// <summary>Readings that reached the disk since the start; never goes down.</summary>
    public required long StoredReadings { get; init; }

    public required ServerStanding Server { get; init; }

    public required IReadOnlyList<SourceStanding> Sources { get; init; }

    public required IReadOnlyList<SensorStanding> Sensors { get; init; }

    public required IReadOnlyList<PowerStanding> Power { get; init; }
}
