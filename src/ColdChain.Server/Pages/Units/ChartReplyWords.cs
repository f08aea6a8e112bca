namespace ColdChain.Server.Pages.Units;

/// <summary>The words that the chart's script needs in the reader's language.</summary>
internal sealed record ChartReplyWords(string High, string Low, string NoReadings);
