using ColdChain.Server.History.Influx;

namespace ColdChain.Server.History;

/// <summary>The section <c>History</c> of the configuration.</summary>
public sealed record HistoryOptions
{
    public static readonly HistoryOptions Default = new();

    public HistoryKind Kind { get; init; } = HistoryKind.Embedded;

    /// <summary>Means something with <see cref="HistoryKind.Influxdb"/> alone.</summary>
    public InfluxOptions Influx { get; init; } = new();
}
