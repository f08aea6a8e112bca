using System.Globalization;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>What falls due within a week or is due, in one message.</summary>
public static class DueText
{
    /// <summary>More would not be read on a phone; the page has them all.</summary>
    private const int MostLines = 10;

    public static MessageText Of(IReadOnlyList<DueThing> things, DateOnly today, bool english)
    {
        ArgumentNullException.ThrowIfNull(things);
        List<string> rest = [.. things.OrderBy(thing => thing.DueOn).ThenBy(thing => thing.Key, StringComparer.Ordinal).Take(MostLines).Select(thing => Show(thing, today, english))];
        if (things.Count > MostLines)
        {
            rest.Add(english ? $"and {things.Count - MostLines} more in the list" : $"另有 {things.Count - MostLines} 项，见列表");
        }

        rest.Add(english ? "The list of what falls due:" : "到期清单：");
        return new MessageText(
            english ? $"[Due] {things.Count} calibrations or keys end within a week or have ended" : $"【到期提醒】{things.Count} 项校准或密钥一周内到期或已到期",
            string.Join('\n', rest));
    }

    private static string Show(DueThing thing, DateOnly today, bool english)
    {
        string day = thing.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (english, thing.DueOn.CompareTo(today)) switch
        {
            (false, < 0) => $"{thing.Chinese} 已于 {day} 到期",
            (false, 0) => $"{thing.Chinese} 今天到期",
            (false, _) => $"{thing.Chinese} {day} 到期",
            (true, < 0) => $"{thing.English} ended on {day}",
            (true, 0) => $"{thing.English} ends today",
            (true, _) => $"{thing.English} ends on {day}",
        };
    }
}
