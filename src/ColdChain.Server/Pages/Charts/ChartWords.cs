using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>The words on a chart in one language.</summary>
public sealed record ChartWords
{
    public static readonly ChartWords Chinese = new()
    {
        Title = "温度曲线",
        HighLimit = "上限",
        LowLimit = "下限",
        NoReadings = "无数据",
        TooWarm = "超温",
        TooCold = "低温",
        Describe = facts => facts.Lowest is null
            ? $"{facts.From} 至 {facts.Until}，没有读数。"
            : $"{facts.From} 至 {facts.Until}：最低 {facts.Lowest} °C，最高 {facts.Highest} °C；温度异常 {facts.Excursions} 次；无数据 {facts.GapMinutes} 分钟。",
    };

    public static readonly ChartWords English = new()
    {
        Title = "Temperature chart",
        HighLimit = "upper limit",
        LowLimit = "lower limit",
        NoReadings = "no data",
        TooWarm = "too warm",
        TooCold = "too cold",
        Describe = facts => facts.Lowest is null
            ? $"{facts.From} to {facts.Until}: no readings."
            : $"{facts.From} to {facts.Until}: lowest {facts.Lowest} °C, highest {facts.Highest} °C; excursions: {facts.Excursions}; minutes without data: {facts.GapMinutes}.",
    };

    public required string Title { get; init; }

    public required string HighLimit { get; init; }

    public required string LowLimit { get; init; }

    public required string NoReadings { get; init; }

    public required string TooWarm { get; init; }

    public required string TooCold { get; init; }

    /// <summary>One or two sentences for people who cannot see the drawing.</summary>
    public required Func<ChartFacts, string> Describe { get; init; }
}
