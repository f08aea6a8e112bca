namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>The rows of a delimited text, blank ones left out.</summary>
public sealed class DelimitedTable
{
    /// <summary>More columns than any logger has; what follows stays in the last.</summary>
    private const int MostCells = 2_000;

    private readonly string _text;

    /// <param name="text">Of the whole file.</param>
    /// <param name="delimiter">Null: the mark that occurs equally often in every line.</param>
    public DelimitedTable(string text, char? delimiter = null)
    {
        _text = RecordLines.OneALine(text);
        Delimiter = delimiter ?? Delimiters.Find(_text);
    }

    /// <summary>Null: nothing divides the lines into cells.</summary>
    public char? Delimiter { get; }

    /// <summary>Read anew with each enumeration: a file of many columns is never held whole.</summary>
    public IEnumerable<TableRow> Rows()
    {
        int number = 0;
        int start = 0;
        while (start < _text.Length)
        {
            int end = _text.IndexOf('\n', start);
            end = end < 0 ? _text.Length : end;
            number++;
            TableRow row = new(number, Cells(_text.AsSpan(start, end - start), Delimiter ?? ','));
            if (!row.IsBlank && !row[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                yield return row;
            }

            start = end + 1;
        }
    }

    /// <summary>Inside quotation marks the delimiter is text, and two of them are one mark.</summary>
    private static string[] Cells(ReadOnlySpan<char> line, char delimiter)
    {
        List<string> cells = [];
        while (cells.Count < MostCells)
        {
            int end = EndOfCell(line, delimiter);
            cells.Add(Unquoted(line[..end]));
            if (end == line.Length)
            {
                break;
            }

            line = line[(end + 1)..];
        }

        return [.. cells];
    }

    private static int EndOfCell(ReadOnlySpan<char> line, char delimiter)
    {
        if (!line.TrimStart(' ').StartsWith('"'))
        {
            int plain = line.IndexOf(delimiter);
            return plain < 0 ? line.Length : plain;
        }

        bool isQuoted = false;
        for (int at = 0; at < line.Length; at++)
        {
            isQuoted ^= line[at] == '"';
            if (line[at] == delimiter && !isQuoted)
            {
                return at;
            }
        }

        return line.Length;
    }

    private static string Unquoted(ReadOnlySpan<char> cell)
    {
        ReadOnlySpan<char> plain = cell.Trim();
        return plain.Length >= 2 && plain[0] == '"' && plain[^1] == '"'
            ? plain[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
            : plain.ToString();
    }
}
