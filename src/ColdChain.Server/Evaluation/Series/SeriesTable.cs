using CsvHelper;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>The rows of a delimited file, blank ones left out.</summary>
internal sealed class SeriesTable
{
    private readonly string _text;

    public SeriesTable(string text)
    {
        _text = SeriesText.OneRecordALine(text);
        Delimiter = Delimiters.Find(_text);
    }

    /// <summary>Null: nothing divides the lines into cells.</summary>
    public char? Delimiter { get; }

    /// <summary>Read anew with each enumeration: a file of many columns is never held whole.</summary>
    public IEnumerable<SeriesRow> Rows()
    {
        using CsvReader reader = CsvReader.FromText(_text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = Delimiter ?? ',',
            TrackLineNumbers = true,
            OnMalformedRecord = static _ => { }, // It is read as it stands; what is no time or value is listed by its line.
        });
        while (reader.Read())
        {
            string[] cells = new string[reader.FieldCount];
            for (int index = 0; index < cells.Length; index++)
            {
                cells[index] = reader.GetString(index).Trim();
            }

            SeriesRow row = new((int)reader.LineNumber, cells);
            if (!row.IsBlank && !cells[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                yield return row;
            }
        }
    }
}
