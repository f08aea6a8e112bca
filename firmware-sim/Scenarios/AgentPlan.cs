namespace FirmwareSim.Scenarios;

/// <summary>An <c>agent</c> statement: whose history these sensors' readings are sent as.</summary>
internal sealed record AgentPlan
{
    public required int Line { get; init; }

    public required string AgentId { get; init; }

    /// <summary>The bearer key, or null when it stands in <see cref="KeyFile"/> or comes on the command line.</summary>
    public required string? Key { get; init; }

    public required string? KeyFile { get; init; }

    /// <summary>Sensor names; a <c>*</c> at the end stands for any rest.</summary>
    public required IReadOnlyList<string> SensorPatterns { get; init; }

    public bool Covers(string sensor) => SensorPatterns.Any(pattern => Matches(pattern, sensor));

    private static bool Matches(string pattern, string sensor) => pattern.EndsWith('*')
        ? sensor.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : sensor == pattern;
}
