namespace ColdChain.Server.Pages.Units;

/// <summary>What the chart's script is given; times are the facility's wall clock in ms as if it were UTC, values °C.</summary>
internal sealed record ChartReply
{
    public required long From { get; init; }

    public required long Until { get; init; }

    public required decimal Lowest { get; init; }

    public required decimal Highest { get; init; }

    public required decimal? Low { get; init; }

    public required decimal? High { get; init; }

    public required IReadOnlyList<ChartReplyLine> Lines { get; init; }

    public required IReadOnlyList<long[]> Gaps { get; init; }

    /// <summary>[from, until, words]</summary>
    public required IReadOnlyList<object[]> Excursions { get; init; }

    public required ChartReplyWords Words { get; init; }

    public required string Description { get; init; }
}
