using CsvHelper;

namespace ColdChain.Server.Sheets;

/// <summary>Splits a text into lines and cells, whichever separator its spreadsheet wrote.</summary>
internal static class CsvGrid
{
    private static readonly char[] Separators = [',', '\t', ';'];

    /// <summary>Its lines, one more than allowed at most; what is wrong with the text itself is told to <paramref name="objects"/>.</summary>
    public static IReadOnlyList<GridRow> Read(string text, Action<ImportMistake> objects)
    {
        List<GridRow> rows = [];
        using CsvReader reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = Separator(text),
            TrackLineNumbers = true,
            MaxRecordSize = SheetBounds.LargestRecord,
            OnMalformedRecord = record => objects(new ImportMistake(
                Line(record.LineNumber), "引号不配对。", "a quotation mark is out of place or never closed.")),
        });
        try
        {
            while (rows.Count <= SheetBounds.MostLines + 1 && reader.Read())
            {
                rows.Add(new GridRow(Line(reader.LineNumber), [.. reader.Current.ToArray().Take(SheetBounds.MostColumns)]));
            }
        }
        catch (CsvFormatException fault)
        {
            objects(new ImportMistake(
                Line(fault.LineNumber),
                $"有一行超过 {SheetBounds.LargestRecord} 字节（可能缺少引号）。",
                $"a line is longer than {SheetBounds.LargestRecord} bytes (a quotation mark may be missing)."));
        }

        return rows;
    }

    /// <summary>Spreadsheets save with commas, semicolons or tabs, by their region; the header shows which.</summary>
    private static char Separator(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string header = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => header.Count(letter => letter == separator));
    }

    private static int Line(long line) => (int)Math.Min(line, int.MaxValue);
}
