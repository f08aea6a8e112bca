using System.Text;
using System.Text.Unicode;
using ColdChain.Server.Traceability.Papers;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>The text of a file that a logger or a spreadsheet saved.</summary>
internal static class SeriesText
{
    /// <summary>A longer line is no row of a series; it is cut, and what is left of it is listed as unreadable.</summary>
    private const int LongestLine = 20_000;

    /// <summary>A column title in quotation marks may go over so many lines.</summary>
    private const int MostTitleLines = 5;

    /// <summary>Titles stand near the top.</summary>
    private const int LastTitleLine = 40;

    /// <summary>Words of a Chinese header: bytes that are not UTF-8 and read so are GB18030, others Latin-1.</summary>
    private static readonly char[] ChineseHeader = ['温', '时', '日', '度', '值'];

    /// <summary>UTF-8, UTF-16 with its mark, GB18030 or Latin-1; null when it is no text at all.</summary>
    public static string? Decode(byte[] bytes)
    {
        if (bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            Encoding utf16 = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return utf16.GetString(bytes, 2, bytes.Length - 2);
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            return null;
        }

        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes).TrimStart('\ufeff');
        }

        return PaperText.Decode(bytes) is { } text && text.AsSpan(0, Math.Min(text.Length, LongestLine)).ContainsAny(ChineseHeader)
            ? text
            : Encoding.Latin1.GetString(bytes);
    }

    /// <summary>
    /// The same text with one record on each line, so that a quotation mark that is never closed cannot swallow the rows after
    /// it: a title that goes over several lines is joined (and followed by as many blank lines), every other odd mark is
    /// taken out.
    /// </summary>
    public static string OneRecordALine(string text)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        StringBuilder whole = new(text.Length + 1);
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Length > LongestLine ? lines[index][..LongestLine] : lines[index];
            if (HasOddMarks(line) && EndOfTitle(lines, index) is { } end)
            {
                whole.AppendJoin(' ', lines[index..(end + 1)].Select(part => part.Trim())).Append('\n', end - index + 1);
                index = end;
            }
            else
            {
                whole.Append(HasOddMarks(line) ? line.Replace("\"", string.Empty, StringComparison.Ordinal) : line).Append('\n');
            }
        }

        return whole.ToString();
    }

    private static bool HasOddMarks(string line) => line.AsSpan().Count('"') % 2 == 1;

    private static int? EndOfTitle(string[] lines, int index)
    {
        if (index >= LastTitleLine)
        {
            return null;
        }

        for (int end = index + 1; end < Math.Min(index + MostTitleLines, lines.Length); end++)
        {
            if (HasOddMarks(lines[end]) && lines[end].Length <= LongestLine)
            {
                return end;
            }
        }

        return null;
    }
}
