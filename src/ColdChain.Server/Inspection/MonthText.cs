using System.Globalization;
using ColdChain.Core.Alarms;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.People;

namespace ColdChain.Server.Inspection;

/// <summary>The figures and sentences of the monthly sheet, on the page and in the CSV file alike.</summary>
internal sealed class MonthText(CurrentLanguage language, MonthSheet sheet)
{
    private readonly Temperature[] _limits =
        [.. new[] { sheet.Profile.Low, sheet.Profile.High }.OfType<Limit>().Select(limit => limit.Value)];

    /// <summary>Without the unit, for a column that names it; empty when nothing was measured.</summary>
    public string Celsius(Temperature? value) => value is { } known ? TemperatureText.Show(known, _limits) : string.Empty;

    /// <summary>Begun minutes count: twenty seconds out of range are not "0 minutes".</summary>
    public static long Minutes(long milliseconds) => (milliseconds + 59_999) / 60_000;

    public static string Percent(int? perMille) =>
        perMille is { } known ? (known / 10m).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "—";

    public string Time(Instant moment, string form) =>
        TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), sheet.Zone).ToString(form, CultureInfo.InvariantCulture);

    /// <summary>Which way, when, how far and how long.</summary>
    public string What(MonthExcursion excursion)
    {
        string side = excursion.Entry.Side == LimitSide.High ? language.Say("超温", "too warm") : language.Say("低温", "too cold");
        string end = excursion.Entry.EndedAt is { } ended
            ? Time(ended, SameDay(excursion.Entry.StartedAt, ended) ? "HH:mm" : "MM-dd HH:mm")
            : language.Say("进行中", "going on");
        long minutes = Minutes(excursion.Entry.OutMilliseconds);
        return language.Say(
            $"{side} {Time(excursion.Entry.StartedAt, "MM-dd HH:mm")}–{end}，最远 {Celsius(excursion.Entry.Peak)} °C，超出 {minutes} 分钟",
            $"{side} {Time(excursion.Entry.StartedAt, "MM-dd HH:mm")}–{end}, furthest {Celsius(excursion.Entry.Peak)} °C, {minutes} min out");
    }

    /// <summary>What was done about it, in the words of those who did it.</summary>
    public string Done(MonthExcursion excursion) => excursion.Alarm switch
    {
        null when excursion.Entry.AlarmDueAt is null => language.Say("未达报警时限", "shorter than the alarm's delay"),
        null => language.Say("发现时已结束，列入清单", "over when it was discovered; on the list"),
        { Stage: AlarmStage.Closed } alarm => language.Say(
            $"原因：{alarm.Cause}；处置：{alarm.Action}（{alarm.ClosedBy}）", $"cause: {alarm.Cause}; action: {alarm.Action} ({alarm.ClosedBy})"),
        { TakenBy: { } taker } => language.Say($"{taker} 已确认，尚未填写处置", $"taken by {taker}; no action on record yet"),
        _ => language.Say("报警尚无人确认", "the alarm was not answered yet"),
    };

    private bool SameDay(Instant left, Instant right) => LocalDays.At(left, sheet.Zone) == LocalDays.At(right, sheet.Zone);
}
