using System.Text;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>Reads the lines of a report into keys below keys: one blank of indent for each level.</summary>
/// <remarks>
/// <c>Key: value</c>, several pairs in a line parted by a comma and a blank, a value may be empty. Anything else means that the file is
/// damaged, and it is refused with the line: half of a report is not taken for the whole.
/// </remarks>
internal sealed class ReportTree
{
    /// <summary>The longest line of a genuine report is the public key's, of 141 characters.</summary>
    private const int LongestLine = 2_000;

    /// <summary>Genuine reports have five levels.</summary>
    private const int MostLevels = 10;

    /// <summary>A year of a Q-tag at ten minutes is 53 000 rows.</summary>
    private const int MostLines = 300_000;

    /// <summary>Sixty days of a Fridge-tag are 1 500 keys.</summary>
    private const int MostKeys = 50_000;

    /// <summary>The longest genuine row has four; further ones are left together.</summary>
    private const int MostCells = 6;

    private readonly List<ReportNode> _open = [new ReportNode(0, string.Empty, string.Empty)];
    private int _line;
    private int _keys;

    public ReportNode Root => _open[0];

    /// <summary>Null: all of it was read.</summary>
    public LoggerFileFault? Fault { get; private set; }

    public int LastLine => _line;

    public static ReportTree Of(ReadOnlySpan<byte> file)
    {
        ReportTree tree = new();
        while (!file.IsEmpty && tree.Fault is null)
        {
            int end = file.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? file : file[..end];
            file = end < 0 ? [] : file[(end + 1)..];
            tree._line++;
            tree.Take(line.EndsWith("\r"u8) ? line[..^1] : line);
        }

        return tree;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        int indent = line.IndexOfAnyExcept((byte)' ');
        if (_line > MostLines || _keys > MostKeys)
        {
            Refuse("is one too many: no report is so long");
        }
        else if (line.Length > LongestLine)
        {
            Refuse("is longer than any line of a report");
        }
        else if (indent < 0)
        {
            Refuse("is blank: a report has no blank lines, so something is missing or was put in");
        }
        else if (line.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || line.IndexOfAnyInRange((byte)10, (byte)31) >= 0)
        {
            Refuse("holds bytes that are no text");
        }
        else if (line[0] == '\t')
        {
            TakeRow(Encoding.Latin1.GetString(line[1..]));
        }
        else
        {
            TakePairs(indent, Encoding.Latin1.GetString(line[indent..]));
        }
    }

    private void TakeRow(string text)
    {
        if (_open.Count < 2)
        {
            Refuse("is a row of a table before any key");
            return;
        }

        // Tables stand at the first level alone (Data, Marker).
        _open.RemoveRange(2, _open.Count - 2);
        _open[1].Add(new ReportRow(_line, text.Split('\t', MostCells)));
    }

    private void TakePairs(int indent, string text)
    {
        int level = indent + 1;
        if (level > _open.Count || level > MostLevels)
        {
            Refuse($"is indented by {indent} blanks where at most {_open.Count - 1} can stand");
            return;
        }

        _open.RemoveRange(level, _open.Count - level);
        ReportNode above = _open[^1];
        ReportNode? last = null;
        foreach (string pair in Pairs(text))
        {
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || (colon + 1 < pair.Length && pair[colon + 1] != ' '))
            {
                Refuse($"has '{Short(pair)}', which is no key with its value");
                return;
            }

            last = new ReportNode(_line, pair[..colon], colon + 2 <= pair.Length ? pair[(colon + 2)..] : string.Empty);
            above.Add(last);
            _keys++;
        }

        if (last is { Value.Length: 0 })
        {
            _open.Add(last);
        }
    }

    /// <summary>A comma begins a new pair only where a key follows: names of companies and texts of users have commas too.</summary>
    private static List<string> Pairs(string text)
    {
        List<string> pairs = [];
        foreach (string part in text.Split(", "))
        {
            if (pairs.Count == 0 || part.Contains(": ", StringComparison.Ordinal) || part.EndsWith(':'))
            {
                pairs.Add(part);
            }
            else
            {
                pairs[^1] = $"{pairs[^1]}, {part}";
            }
        }

        return pairs;
    }

    private void Refuse(string what) => Fault = new LoggerFileFault(
        $"line {_line}", $"the line {what}. The file is damaged: copy it from the logger again");

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
