namespace ColdChain.Server.Pages.Units;

/// <summary>One sensor's points, each [time, °C or null].</summary>
internal sealed record ChartReplyLine(string Name, IReadOnlyList<decimal?[]> Points);
