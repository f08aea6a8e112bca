using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>The CSV of a LogTag USB logger: lines of two cells about itself, then rows of number, date, time and temperature.</summary>
/// <remarks>Written from the description of another reader; no file of a real LogTag was at hand. How long it waits before it sounds is not in the file.</remarks>
internal sealed class LogTagReader(DelimitedTable table)
{
    private const string Serial = "Serial #";
    private const int LinesToLookAt = 60;
    private const int MostRejected = 1_000;

    private static readonly string[] Heads = [Serial, "Description", "Last reading", "Reading interval", "Non alert range"];

    private readonly List<LoggerFileFault> _rejected = [];
    private readonly Dictionary<string, string> _head = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<LoggerField> _further = [];

    /// <summary>Its serial and two more of its own lines are there.</summary>
    public static bool IsOne(string text)
    {
        if (!text.Contains(Serial, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        HashSet<string> first = [.. new DelimitedTable(text).Rows().Take(LinesToLookAt).Select(row => row[0])];
        return first.Contains(Serial) && Heads.Count(first.Contains) >= 3;
    }

    public static LoggerFileOutcome Decode(ReadOnlySpan<byte> file, LoggerFileTerms terms) =>
        new LogTagReader(new DelimitedTable(FileText.Decode(file) ?? string.Empty)).Read(terms.Zone);

    private LoggerFileOutcome Read(TimeZoneInfo? zone)
    {
        List<TableRow> rows = [];
        bool isFahrenheit = false;
        foreach (TableRow row in table.Rows())
        {
            if (row.Cells.Length > 3 && int.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                rows.Add(row);
            }
            else if (row.Cells.Length > 3 && row[1].Length > 0 && rows.Count == 0)
            {
                isFahrenheit = ColumnTitles.IsFahrenheit(row[3]);
            }
            else
            {
                TakeHead(row);
            }
        }

        if (!_head.TryGetValue(Serial, out string? serial) || serial.Length == 0)
        {
            return LoggerFileOutcome.Because("file", $"'{Serial}' has no value: which logger wrote it is not known");
        }

        return rows.Count == 0
            ? LoggerFileOutcome.Because("file", "it has no rows of number, date, time and temperature: it is cut. Export it from the logger again")
            : new LoggerFileOutcome.Read(Assemble(serial, rows, isFahrenheit, zone));
    }

    private void TakeHead(TableRow row)
    {
        if (row.Cells.Length is 2 or 3 && _head.TryAdd(row[0], row[1]))
        {
            _further.Add(new LoggerField(row[0], row[1]));
        }
        else if (_rejected.Count < MostRejected)
        {
            _rejected.Add(new LoggerFileFault(
                string.Create(CultureInfo.InvariantCulture, $"line {row.Line}"), "the line is neither about the logger nor a row with number, date, time and temperature"));
        }
    }

    private LoggerFile Assemble(string serial, List<TableRow> rows, bool isFahrenheit, TimeZoneInfo? zone)
    {
        ValueForm values = new(isFahrenheit);
        TimeForm times = TimeForm.Of(null);
        List<ReadRow> taken = [];
        foreach (TableRow row in rows)
        {
            WrittenValue value = values.Read(row[3]);
            if (times.Read($"{row[1]} {row[2]}") is { } time && value is not WrittenValue.Unreadable)
            {
                taken.Add(new ReadRow(row.Line, serial, time, value));
            }
            else if (_rejected.Count < MostRejected)
            {
                _rejected.Add(new LoggerFileFault(
                    string.Create(CultureInfo.InvariantCulture, $"line {row.Line}"), $"'{row[1]} {row[2]}' with '{row[3]}' is not a time with a temperature"));
            }
        }

        IReadOnlyList<LoggerMoment> moments = new LoggerClock(zone).InOrder([.. taken.Select(row => row.Time)]);
        LoggerFile file = new()
        {
            Format = LoggerFileFormat.LogTagCsv,
            Serial = serial,
            Zone = zone?.Id,
            LogInterval = Interval(_head.GetValueOrDefault("Reading interval")),
            AlarmLimits = Limits(_head.GetValueOrDefault("Non alert range")),
            Log = [.. taken.Select((row, index) => row.At(moments[index]))],
            Further = _further,
            Rejected = _rejected,
        };
        return file with { Notes = LoggerNotes.Of(file) };
    }

    /// <summary><c>5 minutes</c>, <c>30 seconds</c>, <c>1 hours</c>.</summary>
    private static TimeSpan? Interval(string? text)
    {
        string[] words = text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length != 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > 100_000)
        {
            return null;
        }

        return words[1].TrimEnd('s').ToUpperInvariant() switch
        {
            "SECOND" => TimeSpan.FromSeconds(count),
            "MINUTE" => TimeSpan.FromMinutes(count),
            "HOUR" => TimeSpan.FromHours(count),
            _ => null,
        };
    }

    /// <summary><c>2.0  to  8.0 °C</c>.</summary>
    private static IReadOnlyList<LoggerAlarmLimit> Limits(string? text)
    {
        string[] ends = text?.Split(" to ", StringSplitOptions.TrimEntries) ?? [];
        ValueForm form = new(text is not null && ColumnTitles.IsFahrenheit(text));
        return ends is [{ } low, { } high] && form.Read(low) is WrittenValue.Measured lowest && form.Read(high) is WrittenValue.Measured highest
            ? [new LoggerAlarmLimit(0, LoggerAlarmKind.Cold, lowest.Value, null), new LoggerAlarmLimit(1, LoggerAlarmKind.Hot, highest.Value, null)]
            : [];
    }
}
