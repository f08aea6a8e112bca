using System.Globalization;
using ColdChain.Core.Alarms;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>AL-16. Words of an alarm, for somebody who has just been woken: where, how warm, since when; then what to do.</summary>
/// <remarks>
/// What to do is the 2017 storage and transport rules' (第十一条: move usable vaccine at once; 第二十三条: record and have
/// it assessed) and county practice (附件6: within 30 minutes). It says nothing that no source asks for.
/// </remarks>
public static class AlarmText
{
    /// <summary>The page has them all; a phone shows no more without scrolling.</summary>
    private const int MostLotsNamed = 3;

    /// <summary>The message of one step.</summary>
    public static MessageText Of(AlarmFacts facts, NotifyDecision why, bool english)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string[] lines = english
            ? [Rule(facts, true), Ahead(facts, true), Stock(facts, true), Why(why, true), .. WhatToDo(facts.Side, true), "Open and press \"I have it\":"]
            : [Rule(facts, false), Ahead(facts, false), Stock(facts, false), Why(why, false), .. WhatToDo(facts.Side, false), "打开链接，按“我来处理”："];
        return new MessageText(FirstLine(facts, english), string.Join('\n', lines.Where(line => line.Length > 0)));
    }

    /// <summary>AL-10.</summary>
    public static MessageText BackInRange(AlarmFacts facts, bool english)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string now = facts.Latest is { } latest ? Degrees(latest, facts.Limit) + " " : string.Empty;
        PlaceNames place = facts.Place;
        return english
            ? new MessageText(
                $"[Back in range] {place.FacilityEn} {place.UnitEn} {now}out since {Since(facts)}",
                $"Worst {Degrees(facts.Peak, facts.Limit)}. Still owed: cause and action. Vaccine that was inside stays on hold until it is assessed.")
            : new MessageText(
                $"【已恢复】{place.FacilityZh} {place.UnitZh} {now}异常自 {Since(facts)}",
                $"极值 {Degrees(facts.Peak, facts.Limit)}。请填写原因和处理措施；当时在内的疫苗在评估前仍暂停使用。");
    }

    /// <summary>The lines "what to do now", also shown on the page that the link opens.</summary>
    public static IReadOnlyList<string> WhatToDo(LimitSide side, bool english) => (side, english) switch
    {
        (LimitSide.High, false) =>
        [
            "① 关好箱门，查看电源；",
            "② 30 分钟内把疫苗移到正常的冷链设备；",
            "③ 移出的疫苗单独存放，标“暂停使用”，等待评估；",
            "④ 记录经过，报告县疾控，联系维修。",
        ],
        (LimitSide.Low, false) =>
        [
            "① 30 分钟内把疫苗移到正常的冷链设备；",
            "② 怕冻疫苗单独存放，标“暂停使用”，等待评估；",
            "③ 查看温控器，不要在原处解冻后继续使用；",
            "④ 记录经过，报告县疾控，联系维修。",
        ],
        (LimitSide.High, true) =>
        [
            "1. Close the door, look at the power.",
            "2. Within 30 minutes move the vaccine to working cold-chain equipment.",
            "3. Keep it apart, marked ON HOLD, until it is assessed.",
            "4. Write down what happened, report to the county CDC, call for repair.",
        ],
        (LimitSide.Low, true) =>
        [
            "1. Within 30 minutes move the vaccine to working cold-chain equipment.",
            "2. Keep freeze-sensitive vaccine apart, marked ON HOLD, until it is assessed.",
            "3. Look at the thermostat; do not thaw and use what may have frozen.",
            "4. Write down what happened, report to the county CDC, call for repair.",
        ],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string FirstLine(AlarmFacts facts, bool english)
    {
        string temperature = Degrees(facts.Latest ?? facts.Peak, facts.Limit);
        PlaceNames place = facts.Place;
        return (facts.Side, english) switch
        {
            (LimitSide.High, false) => $"【超温】{place.FacilityZh} {place.UnitZh} {temperature}，{Since(facts)} 起",
            (LimitSide.Low, false) => $"【低温】{place.FacilityZh} {place.UnitZh} {temperature}，{Since(facts)} 起",
            (LimitSide.High, true) => $"[TOO WARM] {place.FacilityEn} {place.UnitEn} {temperature} since {Since(facts)}",
            _ => $"[TOO COLD] {place.FacilityEn} {place.UnitEn} {temperature} since {Since(facts)}",
        };
    }

    private static string Rule(AlarmFacts facts, bool english)
    {
        string peak = Degrees(facts.Peak, facts.Limit);
        AlarmRule passed = facts.Rule
            ?? new AlarmRule(string.Empty, new Limit(facts.Side, facts.Limit, Inclusive: true), TimeSpan.Zero, string.Empty);
        string rule = RuleText.Of(passed, english);
        bool isHigh = facts.Side == LimitSide.High;
        return english
            ? $"{char.ToUpperInvariant(rule[0])}{rule[1..]}; {(isHigh ? "highest" : "lowest")} {peak}."
            : $"{rule}，{(isHigh ? "最高" : "最低")} {peak}。";
    }

    /// <summary>EX-35.</summary>
    private static string Ahead(AlarmFacts facts, bool english) => (facts.Forecast, english) switch
    {
        (null, _) => string.Empty,
        ({ } forecast, true) => ForecastText.Line(forecast, facts.Now, english) + ".",
        ({ } forecast, false) => ForecastText.Line(forecast, facts.Now, english) + "。",
    };

    private static string Stock(AlarmFacts facts, bool english)
    {
        if (facts.Stock is not { } stock)
        {
            return english ? "What is inside is not recorded." : "箱内疫苗没有登记。";
        }

        if (stock.Doses == 0)
        {
            return english ? "By the records there is no vaccine inside." : "按登记，箱内没有疫苗。";
        }

        bool anyFreeze = stock.FreezeSensitiveDoses > 0;
        string total = english
            ? $"{(stock.UnitIsRecorded ? "Inside" : "Inside, at most")}: {stock.Doses} doses of {stock.Lots.Count} lots, "
                + (anyFreeze ? $"{stock.FreezeSensitiveDoses} of them freeze-sensitive" : "none freeze-sensitive")
            : $"{(stock.UnitIsRecorded ? "箱内" : "箱内最多")}疫苗 {stock.Doses} 剂、{stock.Lots.Count} 个批号，"
                + (anyFreeze ? $"其中怕冻疫苗 {stock.FreezeSensitiveDoses} 剂" : "无怕冻疫苗");
        IEnumerable<string> named = stock.Lots.Take(MostLotsNamed).Select(lot => Lot(lot, english));
        string more = stock.Lots.Count <= MostLotsNamed ? string.Empty : english ? " and more" : "等";
        return english ? $"{total}: {string.Join("; ", named)}{more}." : $"{total}：{string.Join("；", named)}{more}。";
    }

    private static string Lot(StockLine lot, bool english) => english
        ? $"{lot.NameEn} {lot.LotNumber} {lot.Doses} doses"
        : $"{lot.NameZh} {lot.LotNumber} {lot.Doses} 剂";

    private static string Why(NotifyDecision why, bool english) => why switch
    {
        NotifyDecision.StepDue => english ? "Nobody told before has answered." : "此前通知的人没有应答。",
        NotifyDecision.RepeatDue => english ? "Nobody has answered. Everybody in the chain is told again." : "一直无人应答，再次通知所有联系人。",
        NotifyDecision.PauseOver => english ? "Somebody took it, and it is still out of range." : "已有人处理，但暂停时间已到，温度仍异常。",
        NotifyDecision.FirstNotice or NotifyDecision.Settling or NotifyDecision.NotDue => string.Empty,
        NotifyDecision.Paused or NotifyDecision.BackInRange or NotifyDecision.Closed or NotifyDecision.NobodyToTell => string.Empty,
    };

    private static string Since(AlarmFacts facts)
    {
        DateTimeOffset start = Local(facts.StartedAt, facts.Place.Zone);
        bool isToday = start.Date == Local(facts.Now, facts.Place.Zone).Date;
        return start.ToString(isToday ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset Local(Instant moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), zone);

    private static string Degrees(Temperature value, Temperature limit) => $"{TemperatureText.Show(value, limit)}℃";
}
