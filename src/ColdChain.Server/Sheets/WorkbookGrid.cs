using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ColdChain.Server.Sheets;

/// <summary>Splits a workbook (.xlsx) into its visible tables, lines and cells. Formulas count by the value that stands in the file.</summary>
/// <remarks>Nothing is computed and nothing is fetched: links to elsewhere are not followed, macros and pictures not looked at.</remarks>
internal static class WorkbookGrid
{
    private const int MostTables = 20;

    /// <summary>The tables that have a line; what is wrong with the file is told to <paramref name="objects"/>.</summary>
    public static IReadOnlyList<(string Sheet, IReadOnlyList<GridRow> Rows)> Read(byte[] file, Action<ImportMistake> objects)
    {
        if (WorkbookArchive.Objection(file) is { } objection)
        {
            objects(objection);
            return [];
        }

#pragma warning disable CA1031 // What a hostile or broken workbook makes the library throw is not ours to list: the file cannot be read, and that is all.
        try
        {
            using MemoryStream stream = new(file, writable: false);
            using SpreadsheetDocument document = SpreadsheetDocument.Open(stream, isEditable: false);
            return Tables(document.WorkbookPart!, objects);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            objects(WorkbookArchive.Unreadable);
            return [];
        }
#pragma warning restore CA1031
    }

    private static List<(string Sheet, IReadOnlyList<GridRow> Rows)> Tables(WorkbookPart book, Action<ImportMistake> objects)
    {
        WorkbookWords words = WorkbookWords.Of(book);
        List<(string Sheet, IReadOnlyList<GridRow> Rows)> tables = [];
        foreach (Sheet sheet in book.Workbook.Descendants<Sheet>().Where(IsVisible).Take(MostTables))
        {
            if (book.GetPartById(sheet.Id!.Value!) is WorksheetPart part)
            {
                string name = sheet.Name?.Value ?? string.Empty;
                List<GridRow> rows = Rows(part, words, mistake => objects(mistake with { Sheet = name }));
                if (rows.Count > 0)
                {
                    tables.Add((name, rows));
                }
            }
        }

        if (tables.Count == 0)
        {
            objects(new(0, "工作簿中没有可见的内容。", "the workbook shows nothing."));
        }

        return tables;
    }

    private static bool IsVisible(Sheet sheet) => sheet.State is null || sheet.State.Value == SheetStateValues.Visible;

    private static List<GridRow> Rows(WorksheetPart part, WorkbookWords words, Action<ImportMistake> objects)
    {
        List<GridRow> rows = [];
        using OpenXmlReader reader = OpenXmlReader.Create(part);
        int line = 0;
        while (rows.Count <= SheetBounds.MostLines + 1 && reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            Row row = (Row)reader.LoadCurrentElement()!;
            line = row.RowIndex?.Value is { } number ? (int)Math.Min(number, int.MaxValue) : line + 1;
            string[] cells = Cells(row, line, words, objects);
            if (cells.Any(cell => cell.Length > 0))
            {
                rows.Add(new GridRow(line, cells));
            }
        }

        return rows;
    }

    private static string[] Cells(Row row, int line, WorkbookWords words, Action<ImportMistake> objects)
    {
        List<string> cells = [];
        foreach (Cell cell in row.Elements<Cell>())
        {
            int column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
            if (column is < 0 or >= SheetBounds.MostColumns)
            {
                objects(new(line, $"超过 {SheetBounds.MostColumns} 列。", $"there are more than {SheetBounds.MostColumns} columns."));
                break;
            }

            while (cells.Count <= column)
            {
                cells.Add(string.Empty);
            }

            if (cell.DataType?.Value == CellValues.Error)
            {
                objects(new(line, $"单元格 {Place(column, line)} 是公式错误，请改为值。", $"the cell {Place(column, line)} holds a formula's error: put a value there."));
            }
            else
            {
                cells[column] = words.Of(cell);
            }
        }

        return [.. cells];
    }

    /// <summary>Of <c>AB12</c>, from 0; -1 for what is no reference.</summary>
    private static int ColumnOf(string reference)
    {
        int column = 0;
        foreach (char letter in reference.TakeWhile(char.IsAsciiLetter).Take(4))
        {
            column = (column * 26) + char.ToUpperInvariant(letter) - 'A' + 1;
        }

        return column - 1;
    }

    private static string Place(int column, int line) =>
        column < 26 ? $"{(char)('A' + column)}{line}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}{line}";
}
