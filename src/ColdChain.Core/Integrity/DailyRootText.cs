using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Integrity;

/// <summary>Reads the text of a root (<see cref="DailyRoot"/>), which may have come from anywhere.</summary>
public static class DailyRootText
{
    private const int HeadLines = 7;

    /// <returns>False where these are not exactly the bytes that some root has.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DailyRoot? root)
    {
        string[] lines = Encoding.ASCII.GetString(bytes).Split('\n');
        root = null;
        if (lines.Length < HeadLines + 1 || lines[0] != DailyRoot.Form
            || !long.TryParse(After(lines[1], "number "), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || !DateOnly.TryParseExact(After(lines[2], "day "), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            || !TryReadCalendar(After(lines[3], "calendar "), out DayCalendar? calendar)
            || !DateTimeOffset.TryParseExact(
                After(lines[4], "made "), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset made)
            || !Digest.TryParse(After(lines[5], "previous "), out Digest previous))
        {
            return false;
        }

        List<ChainHead> heads = [];
        foreach (string line in lines[HeadLines..^1])
        {
            if (!TryReadHead(line, out ChainHead head))
            {
                return false;
            }

            heads.Add(head);
        }

        DailyRoot read = new(number, DayCalendar.DayOf(day), calendar, Instant.FromDateTimeOffset(made), previous, heads);
        root = bytes.SequenceEqual(read.ToBytes()) ? read : null;
        return root is not null;
    }

    private static string After(string line, string word) => line.StartsWith(word, StringComparison.Ordinal) ? line[word.Length..] : string.Empty;

    private static bool TryReadCalendar(string text, [NotNullWhen(true)] out DayCalendar? calendar)
    {
        bool isOffset = text.Length == 6 && (text[0] is '+' or '-')
            && TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, out TimeSpan size) && size <= TimeSpan.FromHours(14);
        calendar = isOffset
            ? new DayCalendar(TimeSpan.ParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture) * (text[0] == '-' ? -1 : 1))
            : null;
        return isOffset;
    }

    private static bool TryReadHead(string line, out ChainHead head)
    {
        string[] parts = line.Split(' ');
        head = default;
        if (parts.Length == 3 && SensorId.TryParse(parts[0], null, out SensorId sensor)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long link) && Digest.TryParse(parts[2], out Digest chain))
        {
            head = new ChainHead(sensor, link, chain);
            return true;
        }

        return false;
    }
}
