namespace FirmwareSim.Scenarios;

/// <summary>What a scenario file says, checked: every name that is referred to exists.</summary>
internal sealed record Scenario
{
    public required ulong Seed { get; init; }

    /// <summary>The clock on the wall of all sites.</summary>
    public required TimeSpan UtcOffset { get; init; }

    public required IReadOnlyList<FridgePlan> Fridges { get; init; }

    public required IReadOnlyList<SensorPlan> Sensors { get; init; }

    public required IReadOnlyList<AgentPlan> Agents { get; init; }

    public required IReadOnlyList<Happening> Happenings { get; init; }

    public required IReadOnlyList<CrossingPlan> Crossings { get; init; }
}
