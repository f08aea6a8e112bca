using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>Reads a table by its mapping: each row with a time and a value is a reading or a fault, every other is listed.</summary>
internal sealed class DelimitedReader
{
    /// <summary>As many as a person looks at to find out what is in a column.</summary>
    private const int SampleRows = 400;

    /// <summary>Two years of a reading a minute.</summary>
    private const int MostRows = 1_100_000;

    /// <summary>A file of which more cannot be read is read wrongly, and is refused as a whole.</summary>
    private const int MostRejected = 1_000;

    private readonly DelimitedMapping _mapping;
    private readonly DelimitedTable _table;
    private readonly TimeForm _times;
    private readonly List<LoggerFileFault> _rejected = [];
    private readonly List<ReadRow> _rows = [];

    private DelimitedReader(string text, DelimitedMapping mapping)
    {
        _mapping = mapping;
        _table = new DelimitedTable(text, mapping.Delimiter);
        _times = TimeForm.Of(mapping.TimeFormat);
    }

    public static LoggerFileOutcome Decode(ReadOnlySpan<byte> file, LoggerFileTerms terms)
    {
        if (FileText.Decode(file) is not { } text)
        {
            return LoggerFileOutcome.Because("file", "it is no text: save it as CSV");
        }

        return new DelimitedReader(text, terms.Mapping ?? new DelimitedMapping()).Read(terms.Zone);
    }

    private LoggerFileOutcome Read(TimeZoneInfo? zone)
    {
        TableRow[] top = [.. _table.Rows().Take(SampleRows)];
        if (top.Length == 0 || _table.Delimiter is null)
        {
            return LoggerFileOutcome.Because(
                "file", "no line has two columns: cells are parted by commas, semicolons, tabs or '|', a time and a temperature in each line");
        }

        ColumnFinder finder = new(top, Choice, _times);
        if (finder.Find() is not { } columns)
        {
            return new LoggerFileOutcome.Refused([.. finder.Mistakes.Select(mistake => new LoggerFileFault("file", mistake))]);
        }

        string? unknown = Named.FirstOrDefault(name => columns.Find(name) is null);
        if (unknown is not null)
        {
            return LoggerFileOutcome.Because("file", $"there is no column '{unknown}', or several. The columns are: {string.Join(", ", columns.Names)}");
        }

        TakeRows(columns);
        return _rows.Count > MostRows || _rejected.Count > MostRejected || _rows.Count == 0
            ? new LoggerFileOutcome.Refused([_rejected.FirstOrDefault() ?? new LoggerFileFault("file", "it has titles and no rows, or too many"),])
            : new LoggerFileOutcome.Read(Assemble(columns, zone));
    }

    private ColumnChoice Choice => new()
    {
        HeaderLine = _mapping.HeaderLine,
        Time = _mapping.TimeColumn,
        TimeOfDay = _mapping.TimeOfDayColumn,
        Value = _mapping.TemperatureColumn,
        TimeWord = "timeColumn",
        ValueWord = "temperatureColumn",
        FormatWord = "timeFormat",
    };

    /// <summary>The columns that the mapping names besides time and temperature.</summary>
    private IEnumerable<string> Named =>
        _mapping.SensorColumn is { } sensor ? _mapping.FurtherTemperatureColumns.Append(sensor) : _mapping.FurtherTemperatureColumns;

    private void TakeRows(TableColumns columns)
    {
        int[] valueColumns = [columns.Value, .. _mapping.FurtherTemperatureColumns.Select(name => columns.Find(name)!.Value)];
        ValueForm values = new(_mapping.IsFahrenheit ?? columns.IsFahrenheit);
        foreach (TableRow row in _table.Rows().SkipWhile(row => row.Line <= columns.HeaderLine))
        {
            if (columns.HeaderLine > 0 && row[columns.Time] == columns.Names[columns.Time] && row[columns.Value] == columns.ValueName)
            {
                continue; // The titles again, where files were put together.
            }

            string text = columns.TimeText(row);
            if (_times.Read(text) is not { } time)
            {
                Reject(row, string.IsNullOrWhiteSpace(text) ? "the row has no time" : $"'{Short(text)}' is not a time that can be read; say how it is written with timeFormat");
            }
            else
            {
                TakeCells(row, columns, valueColumns, time, values);
            }

            if (_rows.Count > MostRows || _rejected.Count > MostRejected)
            {
                return;
            }
        }
    }

    private void TakeCells(TableRow row, TableColumns columns, int[] valueColumns, WrittenTime time, ValueForm values)
    {
        foreach (int column in valueColumns)
        {
            WrittenValue value = Value(values, row[column]);
            if (value is WrittenValue.Unreadable)
            {
                Reject(row, $"'{Short(row[column])}' is not a temperature");
            }
            else
            {
                _rows.Add(new ReadRow(row.Line, valueColumns.Length > 1 ? Titled(columns.Names[column]) : SensorOf(row, columns), time, value));
            }
        }
    }

    private WrittenValue Value(ValueForm values, string cell) =>
        _mapping.MissingMarks.Contains(cell, StringComparer.OrdinalIgnoreCase)
            ? new WrittenValue.Faulty(SensorFault.ProbeMissing, $"the file says \"{cell}\"")
            : cell.Contains(_mapping.HasDecimalComma is true ? '.' : ',', StringComparison.Ordinal) && _mapping.HasDecimalComma is not null
                && values.Read(cell) is WrittenValue.Measured ? new WrittenValue.Unreadable()
            : values.Read(cell);

    private LoggerFile Assemble(TableColumns columns, TimeZoneInfo? zone)
    {
        LoggerClock clock = new(zone);
        LoggerReading?[] log = new LoggerReading?[_rows.Count];
        foreach (var sensor in _rows.Select((row, index) => (row, index)).GroupBy(pair => pair.row.Sensor))
        {
            // Each sensor's rows are in an order of their own.
            var rows = sensor.ToArray();
            IReadOnlyList<LoggerMoment> moments = clock.InOrder([.. rows.Select(pair => pair.row.Time)]);
            for (int number = 0; number < rows.Length; number++)
            {
                log[rows[number].index] = rows[number].row.At(moments[number]);
            }
        }

        LoggerFile file = new()
        {
            Format = LoggerFileFormat.Delimited,
            Zone = zone?.Id,
            Log = [.. log.OfType<LoggerReading>()],
            Rejected = _rejected,
        };
        return file with { Notes = [Said(columns), .. LoggerNotes.Of(file)] };
    }

    private string Titled(string title) => _mapping.Sensor is { } logger ? $"{logger}/{title}" : title;

    private string SensorOf(TableRow row, TableColumns columns) =>
        _mapping.SensorColumn is { } name && row[columns.Find(name)!.Value] is { Length: > 0 } written ? written : _mapping.Sensor ?? columns.ValueName;

    private string Said(TableColumns columns) =>
        $"cells are parted by {Delimiters.Name(_table.Delimiter!.Value)}; time: {columns.TimeName}; temperature: {columns.ValueName}"
        + (_mapping.IsFahrenheit ?? columns.IsFahrenheit ? " (degrees Fahrenheit, converted)" : string.Empty);

    private void Reject(TableRow row, string reason) =>
        _rejected.Add(new LoggerFileFault(string.Create(CultureInfo.InvariantCulture, $"line {row.Line}"), reason));

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
