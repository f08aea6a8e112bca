using System.Globalization;
using ColdChain.Core.Keeping;
using ColdChain.Core.LoggerFiles.Delimited;
using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>Reads a delimited file of any logger: from bytes to readings by time, and everything that is none.</summary>
/// <param name="options">How it is to be read.</param>
/// <param name="profile">Of two values for one moment the one further out by it stands (EX-13).</param>
internal sealed class SeriesReader(SeriesOptions options, StorageProfile profile)
{
    /// <summary>As many as a person looks at to find out what is in a column.</summary>
    private const int SampleRows = 400;

    private readonly TimeForm _times = TimeForm.Of(options.TimeFormat);
    private readonly List<string> _notes = [];
    private readonly List<UnreadableRow> _unreadable = [];

    /// <summary>Whatever the bytes are, the answer is a series or mistakes.</summary>
    public SeriesOutcome Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (SeriesText.Decode(file) is not { } text)
        {
            return Refused(file.AsSpan().StartsWith("PK"u8)
                ? "The file is a spreadsheet (or another archive), not text: save it as CSV."
                : "The file is no text: save it as CSV in UTF-8.");
        }

        DelimitedTable table = new(text);
        TableRow[] top = [.. table.Rows().Take(SampleRows)];
        if (top.Length == 0)
        {
            return Refused("The file is empty.");
        }

        if (table.Delimiter is null)
        {
            return Refused("No line has two columns: cells are separated by commas, semicolons, tabs or '|', a time and a temperature in each line.");
        }

        ColumnFinder finder = new(top, Choice, _times);
        if (finder.Find() is not { } columns)
        {
            return new SeriesOutcome.Refused(finder.Mistakes);
        }

        _notes.Add($"cells are separated by {Delimiters.Name(table.Delimiter.Value)}; time: {columns.TimeName}; temperature: {columns.ValueName}"
            + (columns.IsFahrenheit ? " (degrees Fahrenheit by its title, converted)" : string.Empty));
        return ReadRows(table, columns);
    }

    private ColumnChoice Choice => new()
    {
        Time = options.TimeColumn,
        Value = options.ValueColumn,
        TimeWord = "--time-column",
        ValueWord = "--value-column",
        FormatWord = "--time-format",
    };

    private static SeriesOutcome.Refused Refused(string mistake) => new([mistake]);

    private SeriesOutcome ReadRows(DelimitedTable table, TableColumns columns)
    {
        ValueForm values = new(columns.IsFahrenheit);
        List<(int Line, WrittenTime Time, WrittenValue Value)> rows = [];
        int count = 0;
        foreach (TableRow row in table.Rows().SkipWhile(row => row.Line <= columns.HeaderLine))
        {
            if (columns.HeaderLine > 0 && row[columns.Time] == columns.Names[columns.Time] && row[columns.Value] == columns.ValueName)
            {
                continue; // The titles again, where files were put together.
            }

            count++;
            string text = columns.TimeText(row);
            WrittenTime? time = _times.Read(text);
            WrittenValue value = values.Read(row[columns.Value]);
            if (time is not { } known)
            {
                AddUnreadable(row.Line, string.IsNullOrWhiteSpace(text) ? "has no time" : $"'{Short(text)}' is not a time that can be read");
            }
            else if (value is WrittenValue.Unreadable)
            {
                AddUnreadable(row.Line, $"'{Short(row[columns.Value])}' is not a temperature");
            }
            else
            {
                rows.Add((row.Line, known, value));
            }
        }

        return count == 0 ? Refused("The file has titles but no rows.") : new SeriesOutcome.Read(Assemble(columns, rows, count));
    }

    private MeasuredSeries Assemble(TableColumns columns, List<(int Line, WrittenTime Time, WrittenValue Value)> rows, int count)
    {
        if (rows.Count == 0)
        {
            _notes.Add("no row could be read: is the time written in a way that must be told with --time-format (such as 'M/d/yyyy h:mm:ss tt')?");
        }

        MomentFinder moments = new(options.Zone);
        List<SeriesEntry> entries = moments.Find(rows);
        SeriesFold fold = new(profile);
        fold.Take(entries);
        _notes.AddRange(moments.Notes);
        _notes.AddRange(fold.Notes);
        return new MeasuredSeries
        {
            Columns = columns,
            Readings = fold.Readings,
            Faults = [.. fold.Faults.Concat(moments.Faults).OrderBy(fault => fault.At)],
            Unreadable = _unreadable,
            RowCount = count,
            RepeatedCount = fold.RepeatedCount,
            Notes = _notes,
        };
    }

    private void AddUnreadable(int line, string reason) => _unreadable.Add(new UnreadableRow(line, reason));

    private static string Short(string text) => text.Length <= 40 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..40]}…");
}
