using CsvHelper;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>The lines of a CSV file of movements, and everything about the file itself that is wrong.</summary>
public sealed class PaperSheet
{
    /// <summary>A county's year is about 20 000 lines; beyond this the file is split. Product decision.</summary>
    public const int MostLines = 50_000;

    /// <summary>Some 300 bytes a line. Product decision.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Enough to see what kind of mistakes there are, and little enough to be read.</summary>
    public const int MostMistakes = 200;

    /// <summary>A line of all columns with a full list of trace codes; a bound for a quotation mark that is never closed.</summary>
    private const int LargestRecord = 200_000;

    private static readonly char[] Separators = [',', '\t', ';'];

    private readonly List<PaperRow> _rows = [];
    private readonly List<ImportMistake> _mistakes = [];

    private PaperSheet()
    {
    }

    public IReadOnlyList<PaperRow> Rows => _rows;

    public IReadOnlyList<ImportMistake> Mistakes => _mistakes;

    /// <summary>Reads a whole file; whatever the bytes are, the answer is rows or mistakes.</summary>
    public static PaperSheet Read(ReadOnlySpan<byte> file)
    {
        PaperSheet sheet = new();
        if (file.Length > MostBytes)
        {
            sheet.Add(0, $"文件超过 {MostBytes / 1_048_576} MB，请拆分。", $"the file is larger than {MostBytes / 1_048_576} MB: split it.");
        }
        else if (PaperText.Decode(file) is not { } text)
        {
            sheet.Add(0, "文件不是 UTF-8 或 GB18030 编码的文本。", "the file is text neither in UTF-8 nor in GB18030.");
        }
        else
        {
            sheet.ReadText(text);
        }

        return sheet;
    }

    private void ReadText(string text)
    {
        using CsvReader reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = Separator(text),
            TrackLineNumbers = true,
            MaxRecordSize = LargestRecord,
            OnMalformedRecord = record => Add(Line(record.LineNumber), "引号不配对。", "a quotation mark is out of place or never closed."),
        });
        try
        {
            if (!reader.Read())
            {
                Add(0, "文件是空的。", "the file is empty.");
                return;
            }

            ReadRows(reader, Columns(reader.Current.ToArray()));
        }
        catch (CsvFormatException fault)
        {
            Add(Line(fault.LineNumber), $"有一行超过 {LargestRecord} 字节（可能缺少引号）。", $"a line is longer than {LargestRecord} bytes (a quotation mark may be missing).");
        }
    }

    private void ReadRows(CsvReader reader, PaperColumn?[] columns)
    {
        while (reader.Read())
        {
            int line = Line(reader.LineNumber);
            if (_rows.Count == MostLines)
            {
                Add(line, $"超过 {MostLines} 行，请拆分文件。", $"more than {MostLines} lines: split the file.");
                return;
            }

            Dictionary<PaperColumn, string> cells = [];
            for (int index = 0; index < reader.FieldCount; index++)
            {
                string cell = reader.GetString(index).Trim();
                if (cell.Length > 0 && index >= columns.Length)
                {
                    Add(line, "单元格多于表头的列。", "there are more cells than the header has columns.");
                    break;
                }

                if (cell.Length > 0 && columns[index] is { } column)
                {
                    cells[column] = cell;
                }
            }

            if (cells.Count > 0)
            {
                _rows.Add(new PaperRow(line, cells));
            }
        }
    }

    private PaperColumn?[] Columns(string[] header)
    {
        PaperColumn?[] columns = [.. header.Select(PaperColumns.Find)];
        for (int index = 0; index < columns.Length; index++)
        {
            string name = header[index].Trim();
            if (columns[index] is not { } column)
            {
                if (name.Length > 0)
                {
                    Add(1, $"不认识的列“{Short(name)}”。", $"'{Short(name)}' is no known column.");
                }
            }
            else if (Array.IndexOf(columns, column) < index)
            {
                Add(1, $"列“{PaperColumns.Chinese(column)}”重复。", $"the column '{PaperColumns.English(column)}' stands there twice.");
            }
        }

        foreach (PaperColumn missing in PaperColumns.Required.Where(required => !columns.Contains(required)))
        {
            Add(1, $"缺少列“{PaperColumns.Chinese(missing)}”。", $"the column '{PaperColumns.English(missing)}' ({PaperColumns.Chinese(missing)}) is missing.");
        }

        return columns;
    }

    /// <summary>Spreadsheets save with commas, semicolons or tabs, by their region; the header shows which.</summary>
    private static char Separator(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string header = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => header.Count(letter => letter == separator));
    }

    private static int Line(long line) => (int)Math.Min(line, int.MaxValue);

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private void Add(int line, string chinese, string english)
    {
        if (_mistakes.Count < MostMistakes)
        {
            _mistakes.Add(new ImportMistake(line, chinese, english));
        }
    }
}
