namespace ColdChain.Server.Sheets;

/// <summary>Makes lines by column of a file, and lists everything about the file itself that is wrong.</summary>
/// <param name="columns">What they are called.</param>
/// <param name="required">Without these no line can be read.</param>
internal sealed class SheetReader<TColumn>(SheetNames<TColumn> columns, IReadOnlyList<TColumn> required)
    where TColumn : struct, Enum
{
    private readonly List<SheetRow<TColumn>> _rows = [];
    private readonly List<ImportMistake> _mistakes = [];

    public IReadOnlyList<SheetRow<TColumn>> Rows => _rows;

    public IReadOnlyList<ImportMistake> Mistakes => _mistakes;

    /// <summary>Reads a whole CSV file; whatever the bytes are, the answer is rows or mistakes.</summary>
    public void ReadCsv(ReadOnlySpan<byte> file)
    {
        if (file.Length > SheetBounds.MostBytes)
        {
            Add(new(0, $"文件超过 {SheetBounds.MostBytes / 1_048_576} MB，请拆分。", $"the file is larger than {SheetBounds.MostBytes / 1_048_576} MB: split it."));
        }
        else if (SheetText.Decode(file) is not { } text)
        {
            Add(new(0, "文件不是 UTF-8 或 GB18030 编码的文本。", "the file is text neither in UTF-8 nor in GB18030."));
        }
        else
        {
            int before = _mistakes.Count;
            IReadOnlyList<GridRow> rows = CsvGrid.Read(text, Add);
            if (rows.Count > 0)
            {
                ReadTable(rows, sheet: null);
            }
            else if (_mistakes.Count == before)
            {
                Add(new(0, "文件是空的。", "the file is empty."));
            }
        }
    }

    /// <summary>Takes a table whose first line is its header.</summary>
    /// <param name="rows">At least the header.</param>
    /// <param name="sheet">Its name in a workbook.</param>
    public void ReadTable(IReadOnlyList<GridRow> rows, string? sheet)
    {
        TColumn?[] header = Header(rows[0], sheet);
        foreach (GridRow row in rows.Skip(1))
        {
            if (_rows.Count == SheetBounds.MostLines)
            {
                Add(new(row.Line, $"超过 {SheetBounds.MostLines} 行，请拆分文件。", $"more than {SheetBounds.MostLines} lines: split the file.") { Sheet = sheet });
                return;
            }

            Take(row, header, sheet);
        }
    }

    public void Add(ImportMistake mistake)
    {
        if (_mistakes.Count < SheetBounds.MostMistakes)
        {
            _mistakes.Add(mistake);
        }
    }

    private void Take(GridRow row, TColumn?[] header, string? sheet)
    {
        Dictionary<TColumn, string> cells = [];
        for (int index = 0; index < row.Cells.Count; index++)
        {
            string cell = row.Cells[index].Trim();
            if (cell.Length > 0 && index >= header.Length)
            {
                Add(new(row.Line, "单元格多于表头的列。", "there are more cells than the header has columns.") { Sheet = sheet });
                break;
            }

            if (cell.Length > 0 && header[index] is { } column)
            {
                cells[column] = cell;
            }
        }

        if (cells.Count > 0)
        {
            _rows.Add(new SheetRow<TColumn>(row.Line, cells) { Sheet = sheet });
        }
    }

    private TColumn?[] Header(GridRow row, string? sheet)
    {
        TColumn?[] header = [.. row.Cells.Select(columns.Find)];
        for (int index = 0; index < header.Length; index++)
        {
            string name = row.Cells[index].Trim();
            if (header[index] is not { } column)
            {
                if (name.Length > 0)
                {
                    Add(new(row.Line, $"不认识的列“{Short(name)}”。", $"'{Short(name)}' is no known column.") { Sheet = sheet });
                }
            }
            else if (Array.IndexOf(header, column) < index)
            {
                Add(new(row.Line, $"列“{columns.Chinese(column)}”重复。", $"the column '{columns.English(column)}' stands there twice.") { Sheet = sheet });
            }
        }

        foreach (TColumn missing in required.Where(one => !header.Contains(one)))
        {
            Add(new(row.Line, $"缺少列“{columns.Chinese(missing)}”。", $"the column '{columns.English(missing)}' ({columns.Chinese(missing)}) is missing.") { Sheet = sheet });
        }

        return header;
    }

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
