using System.Text;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>The lines of a delimited text, one record on each.</summary>
public static class RecordLines
{
    /// <summary>A longer line is no row of a series; it is cut, and what is left of it is listed as unreadable.</summary>
    private const int LongestLine = 20_000;

    /// <summary>A column title in quotation marks may go over so many lines.</summary>
    private const int MostTitleLines = 5;

    /// <summary>Titles stand near the top.</summary>
    private const int LastTitleLine = 40;

    /// <summary>
    /// The same text with one record on each line, so that a quotation mark that is never closed cannot swallow the rows after
    /// it: a title that goes over several lines is joined (and followed by as many blank lines), every other odd mark is
    /// taken out.
    /// </summary>
    public static string OneALine(string text)
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
