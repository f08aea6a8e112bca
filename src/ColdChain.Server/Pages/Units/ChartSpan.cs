namespace ColdChain.Server.Pages.Units;

/// <summary>How far back a chart of a unit looks.</summary>
/// <param name="Key">As the address spells it: <c>?range=7d</c>.</param>
public sealed record ChartSpan(string Key, TimeSpan Length, string Chinese, string English)
{
    public static readonly ChartSpan Day = new("24h", TimeSpan.FromHours(24), "24 小时", "24 h");

    public static readonly IReadOnlyList<ChartSpan> All =
        [Day, new("7d", TimeSpan.FromDays(7), "7 天", "7 d"), new("30d", TimeSpan.FromDays(30), "30 天", "30 d")];

    /// <summary>What the address asks for; anything unknown is a day.</summary>
    public static ChartSpan Find(string? key) => All.FirstOrDefault(span => span.Key == key) ?? Day;
}
