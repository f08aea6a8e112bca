namespace ColdChain.Core.Wire;

/// <summary>Readings of one sensor, in any order of time.</summary>
public sealed record WireSeries
{
    public required string Sensor { get; init; }

    public required IReadOnlyList<WireReading> Readings { get; init; }
}
