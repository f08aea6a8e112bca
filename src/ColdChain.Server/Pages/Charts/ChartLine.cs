namespace ColdChain.Server.Pages.Charts;

/// <summary>The readings of one sensor on a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">
/// In order of time, each time once. Include the last one before the chart begins: it may still speak for its start.
/// </param>
public sealed record ChartLine(string Name, IReadOnlyList<ChartPoint> Points);
