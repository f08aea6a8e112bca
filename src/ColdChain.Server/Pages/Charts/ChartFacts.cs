namespace ColdChain.Server.Pages.Charts;

/// <summary>What the description of a chart says, ready for print: times in the facility's zone, °C without the unit.</summary>
public sealed record ChartFacts(string From, string Until, string? Lowest, string? Highest, int Excursions, long GapMinutes);
