using System.Globalization;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Core.Warnings;
using ColdChain.Server.Pages.Parts;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Overview;

/// <summary>A standing in words: two for the badge, a short line for what one must know beside it.</summary>
internal sealed class StandingText(CurrentLanguage language, StorageProfile profile, TimeZoneInfo zone, Instant now)
{
    public string Badge(UnitStanding standing) => standing.Kind switch
    {
        StandingKind.OutWithAlarm => IsHigh(standing) ? Say("超温报警", "Too warm: alarm") : Say("低温报警", "Too cold: alarm"),
        StandingKind.Out => IsHigh(standing) ? Say("超温", "Too warm") : Say("低温", "Too cold"),
        StandingKind.Returning => Say("恢复中", "Returning"),
        StandingKind.Silent => Say("数据中断", "No data"),
        StandingKind.WithoutSensor => Say("没有传感器", "No sensor"),
        StandingKind.Delayed => Say("数据延迟", "Data overdue"),
        StandingKind.InRange => Say("正常", "In range"),
        StandingKind.NotInUse => Say("停用", "Not in use"),
    };

    /// <summary>What the units of this kind are counted under.</summary>
    public static string Tally(StandingKind kind, CurrentLanguage language) => kind switch
    {
        StandingKind.OutWithAlarm => language.Say("报警", "alarm"),
        StandingKind.Out => language.Say("温度异常", "out of range"),
        StandingKind.Returning => language.Say("恢复中", "returning"),
        StandingKind.Silent or StandingKind.WithoutSensor => language.Say("数据中断", "no data"),
        StandingKind.Delayed => language.Say("数据延迟", "data overdue"),
        StandingKind.InRange => language.Say("正常", "in range"),
        StandingKind.NotInUse => language.Say("停用", "not in use"),
    };

    /// <summary>EX-19, EX-20. In range, and worth a look.</summary>
    public string Warning(Warning warning) => warning.RuleId switch
    {
        Core.Warnings.Warning.NearHigh => Say("接近上限", "near the upper limit"),
        Core.Warnings.Warning.NearLow => Say("接近下限", "near the lower limit"),
        _ => Say("升温较快", "rising fast"),
    };

    public string Line(UnitStanding standing) => standing.Kind switch
    {
        StandingKind.OutWithAlarm or StandingKind.Out => OutLine(standing),
        StandingKind.Returning => Say(
            $"已回到范围内，未满 {profile.ReturnHold.TotalMinutes:0} 分钟",
            $"back in range for less than {profile.ReturnHold.TotalMinutes:0} min"),
        StandingKind.Silent when standing.DataThrough is { } through => Say(
            $"已 {Length(now - through)}没有读数", $"nothing heard for {Length(now - through)}"),
        StandingKind.Silent => Say("有传感器从未上传读数", "a sensor has never sent a reading"),
        StandingKind.Delayed when standing.DataThrough is { } through => Say(
            $"已 {Length(now - through)}没有读数", $"nothing heard for {Length(now - through)}"),
        _ => string.Empty,
    };

    /// <summary>数据截至: the date too where it is not today's.</summary>
    public string DataThrough(UnitStanding standing)
    {
        if (standing.DataThrough is not { } through)
        {
            return Say("尚无数据", "no data yet");
        }

        string form = LocalDays.At(through, zone) == LocalDays.At(now, zone) ? "HH:mm" : "yyyy-MM-dd HH:mm";
        string time = Local(through, form);
        return Say($"数据截至 {time}", $"data through {time}");
    }

    private string OutLine(UnitStanding standing)
    {
        string line = standing.Excursion is { } excursion
            ? Say(
                $"自 {Local(excursion.StartedAt, "MM-dd HH:mm")} 起，已 {Length(now - excursion.StartedAt)}",
                $"since {Local(excursion.StartedAt, "MM-dd HH:mm")}, for {Length(now - excursion.StartedAt)}")
            : Say("刚刚超出范围", "just left the range");
        return standing.IsUnheard ? line + Say("；现已没有数据", "; unheard now") : line;
    }

    private bool IsHigh(UnitStanding standing) =>
        (standing.Excursion?.Side ?? (standing.Value is { } value ? profile.Violated(value)?.Side : null)) != LimitSide.Low;

    private string Say(string chinese, string english) => language.Say(chinese, english);

    private string Length(TimeSpan length) => DurationText.Show(length, language.IsEnglish);

    private string Local(Instant at, string form) =>
        TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).ToString(form, CultureInfo.InvariantCulture);
}
