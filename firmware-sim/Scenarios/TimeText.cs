using System.Globalization;
using System.Text.RegularExpressions;

namespace FirmwareSim.Scenarios;

/// <summary>Durations and moments as scenario files write them.</summary>
internal static partial class TimeText
{
    /// <summary>Longer than any history; keeps all arithmetic far from its limits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_660);

    /// <summary><c>00:03:00</c>, <c>2.00:00:00</c> (days), <c>500ms</c>, <c>10s</c>, <c>5m</c>, <c>2h</c>, <c>3d</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        Match match = ShortForm().Match(text);
        if (match.Success
            && double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count))
        {
            double milliseconds = count * MillisecondsOf(match.Groups[2].Value);
            bool isShort = milliseconds <= Longest.TotalMilliseconds;
            value = isShort ? TimeSpan.FromMilliseconds(milliseconds) : default;
            return isShort;
        }

        return TryOffset(text, out value) && value >= TimeSpan.Zero;
    }

    /// <summary><c>00:02:00</c>, <c>-00:50:00</c>, <c>-12.05:00:00</c>: so long after the live start.</summary>
    public static bool TryOffset(string text, out TimeSpan value) =>
        TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out value)
        || (LongForm().IsMatch(text)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value)
            && value.Duration() <= Longest);

    /// <summary>An offset, or <c>day-9T02:40:00</c>.</summary>
    public static bool TryMoment(string text, out Moment moment)
    {
        moment = new Moment.FromLiveStart(TimeSpan.Zero);
        if (TryOffset(text, out TimeSpan offset))
        {
            moment = new Moment.FromLiveStart(offset);
            return true;
        }

        Match match = DayForm().Match(text);
        if (!match.Success
            || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int days)
            || !TimeSpan.TryParseExact(match.Groups[2].Value, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out TimeSpan clock))
        {
            return false;
        }

        moment = new Moment.OnDay(days, clock);
        return true;
    }

    public static string Show(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    private static double MillisecondsOf(string letter) => letter switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => 86_400_000,
    };

    [GeneratedRegex(@"^([0-9]{1,9}(?:\.[0-9]{1,3})?)(ms|s|m|h|d)$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"^-?([0-9]{1,4}\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex LongForm();

    [GeneratedRegex(@"^day([+-]?[0-9]{1,4})T([0-9:]{8})$", RegexOptions.CultureInvariant)]
    private static partial Regex DayForm();
}
