namespace ColdChain.Core.Wire;

/// <summary>Readings of one sensor, in any order of time.</summary>
public sealed record WireSeries
{
    public required string Sensor { get; init; }

    public required IReadOnlyList<WireReading> Readings { get; init; }

    /// <summary>Further readings by columns, for a server that has said that it takes them; null when there are none.</summary>
    public WireColumns? Columns { get; init; }
}
