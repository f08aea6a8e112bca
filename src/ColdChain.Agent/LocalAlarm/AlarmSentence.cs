using System.Globalization;
using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>What is told: which fridge, how warm, since when, what to do. One sentence, one message of 70 characters in Chinese.</summary>
internal static class AlarmSentence
{
    /// <summary>Of a unit's name; what is longer would make two messages of one.</summary>
    private const int LongestName = 14;

    public static (string Zh, string En) Of(StandingAlarm alarm, EdgeUnit? unit, TimeZoneInfo zone)
    {
        string zh = Short(unit?.NameZh ?? alarm.Unit.ToString());
        string en = Short(unit?.NameEn ?? alarm.Unit.ToString());
        Limit? limit = alarm.Cause == LocalCause.TooWarm ? unit?.Profile.High : unit?.Profile.Low;
        string value = limit is null ? TemperatureText.Show(alarm.Value) : TemperatureText.Show(alarm.Value, limit.Value);
        string bound = limit is null ? "?" : TemperatureText.Show(limit.Value);
        string since = TimeZoneInfo.ConvertTime(alarm.Since.ToDateTimeOffset(), zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        return alarm.Cause switch
        {
            LocalCause.TooWarm => (
                $"冷链报警：{zh} {value}℃，高于{bound}℃，{since}起。请查电源和箱门，必要时转移疫苗。回1确认",
                $"COLD CHAIN ALARM: {en} {value} C, above {bound} C since {since}. Check power and door, move the vaccine if needed. Reply 1"),
            LocalCause.TooCold => (
                $"冷链报警：{zh} {value}℃，低于{bound}℃，{since}起。请查温控，可能受冻的疫苗先勿使用。回1确认",
                $"COLD CHAIN ALARM: {en} {value} C, below {bound} C since {since}. Check the thermostat, hold what may have frozen. Reply 1"),
            LocalCause.Silence => (
                $"冷链提示：{zh} {since}后无温度数据（最后{value}℃）。请查探头和电源，人工测温。回1确认",
                $"COLD CHAIN NOTICE: {en} silent since {since} (last {value} C). Check probe and power, read by hand. Reply 1"),
        };
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName];
}
