using System.Globalization;
using ColdChain.Core.Temperatures;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>AL-15. The morning digest: what was found over, and what was withheld, in one message.</summary>
public static class DigestText
{
    /// <summary>More would not be read on a phone; the list on the page has them all.</summary>
    private const int MostLines = 10;

    public static MessageText Of(IReadOnlyList<DigestLine> lines, int withheld, bool english)
    {
        ArgumentNullException.ThrowIfNull(lines);
        List<string> rest = [.. lines.Take(MostLines).Select(line => Show(line, english))];
        if (lines.Count > MostLines)
        {
            rest.Add(english ? $"and {lines.Count - MostLines} more in the list" : $"另有 {lines.Count - MostLines} 起，见列表");
        }

        if (withheld > 0)
        {
            rest.Add(english
                ? $"{withheld} messages of the last day were withheld: one address gets a limited number."
                : $"过去一天有 {withheld} 条通知因达到每日上限未发送。");
        }

        rest.Add(english ? "Cause and action are still owed:" : "请补填原因和处理措施：");
        return new MessageText(FirstLine(lines.Count, withheld, english), string.Join('\n', rest));
    }

    private static string FirstLine(int found, int withheld, bool english) => (found, english) switch
    {
        (0, false) => $"【晨报】{withheld} 条报警通知没有逐条发送",
        (0, true) => $"[Morning] {withheld} alarm messages were not sent one by one",
        (_, false) => $"【晨报】补传数据发现 {found} 起温度异常，均已结束",
        (_, true) => $"[Morning] {found} past excursions came to light; all are over",
    };

    private static string Show(DigestLine line, bool english)
    {
        string place = english
            ? $"{line.Place.FacilityEn} {line.Place.UnitEn}"
            : $"{line.Place.FacilityZh} {line.Place.UnitZh}";
        DateTimeOffset start = TimeZoneInfo.ConvertTime(line.StartedAt.ToDateTimeOffset(), line.Place.Zone);
        string since = start.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{place} {since} {TemperatureText.Show(line.Peak, line.Limit)}℃";
    }
}
