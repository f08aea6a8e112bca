using System.Globalization;

namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>A duration by ISO 8601 of days and smaller parts, as loggers write the time since they were commissioned: <c>P173DT10H16M12S</c>.</summary>
internal static class IsoDuration
{
    /// <summary>Months and years have no fixed length and are refused; so is anything beyond a century.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text;
        if (rest.Length < 3 || rest[0] != 'P')
        {
            return false;
        }

        rest = rest[1..];
        bool isTime = false;
        int last = -1;
        while (!rest.IsEmpty)
        {
            if (rest[0] == 'T' && !isTime && rest.Length > 1)
            {
                isTime = true;
                rest = rest[1..];
                continue;
            }

            if (!TryPart(ref rest, isTime, ref last, ref duration))
            {
                return false;
            }
        }

        return last >= 0;
    }

    private static bool TryPart(ref ReadOnlySpan<char> rest, bool isTime, ref int last, ref TimeSpan duration)
    {
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 9)
        {
            return false;
        }

        int count = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        (int order, TimeSpan unit) = (isTime, rest[digits]) switch
        {
            (false, 'W') => (0, TimeSpan.FromDays(7)),
            (false, 'D') => (1, TimeSpan.FromDays(1)),
            (true, 'H') => (2, TimeSpan.FromHours(1)),
            (true, 'M') => (3, TimeSpan.FromMinutes(1)),
            (true, 'S') => (4, TimeSpan.FromSeconds(1)),
            _ => (-1, TimeSpan.Zero),
        };
        bool fits = order > last && count <= TimeSpan.FromDays(36_525) / unit;
        if (fits)
        {
            duration += unit * count;
            last = order;
            rest = rest[(digits + 1)..];
        }

        return fits;
    }
}
