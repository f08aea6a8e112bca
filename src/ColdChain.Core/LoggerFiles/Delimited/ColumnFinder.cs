using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>Finds the column of times and the column of temperatures, by title and by what is in them; guesses only where one answer remains.</summary>
public sealed class ColumnFinder
{
    private static readonly ValueForm AnyValue = new(IsFahrenheit: false);

    private readonly ColumnChoice _choice;
    private readonly TimeForm _times;
    private readonly TableRow? _header;
    private readonly TableRow[] _sample;
    private readonly string[] _names;
    private readonly List<string> _mistakes = [];

    public ColumnFinder(IReadOnlyList<TableRow> top, ColumnChoice choice, TimeForm times)
    {
        _choice = choice;
        _times = times;
        _header = new HeaderFinder(top, choice, times).Find();
        _sample = [.. top.Where(row => row.Line > (_header?.Line ?? 0))];
        int width = Math.Max(_header?.Cells.Length ?? 0, _sample.Select(row => row.Cells.Length).DefaultIfEmpty(0).Max());
        _names = [.. Enumerable.Range(0, width).Select(Name)];
    }

    /// <summary>What is wrong with the file or the options, each with what to do about it.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Null when there are <see cref="Mistakes"/>.</summary>
    public TableColumns? Find()
    {
        (int Date, int? Clock)? time = _choice.Time is { } name ? AskedTime(name) : GuessTime();
        int? value = time is not { } known ? null
            : _choice.Value is { } asked ? Asked(_choice.ValueWord, asked)
            : GuessValue(known.Date, known.Clock);
        if (time is not { } found || value is not { } column)
        {
            return null;
        }

        return new TableColumns
        {
            HeaderLine = _header?.Line ?? 0,
            Names = _names,
            Time = found.Date,
            TimeOfDay = found.Clock,
            Value = column,
            IsFahrenheit = _header is not null && ColumnTitles.IsFahrenheit(_names[column]),
        };
    }

    private string Name(int column) => _header is { } header && header[column].Length > 0
        ? header[column]
        : string.Create(CultureInfo.InvariantCulture, $"column {column + 1}");

    private string Columns(IEnumerable<int>? some = null) => string.Join(", ", (some ?? Enumerable.Range(0, _names.Length))
        .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column + 1} '{_names[column]}'")));

    private (int Date, int? Clock)? AskedTime(string name)
    {
        int? clock = _choice.TimeOfDay is { } second ? Asked("timeOfDayColumn", second) : null;
        return Asked(_choice.TimeWord, name) is not { } date || (_choice.TimeOfDay is not null && clock is null) ? null : (date, clock);
    }

    private int? Asked(string option, string name)
    {
        if (TableColumns.Find(_names, name) is { } found)
        {
            return found;
        }

        _mistakes.Add(_names.Count(title => title.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1
            ? $"{option}: several columns are called '{name}'; give its number. The columns are: {Columns()}."
            : $"{option}: there is no column '{name}'. The columns are: {Columns()}.");
        return null;
    }

    private (int Date, int? Clock)? GuessTime()
    {
        int[] all = [.. Enumerable.Range(0, _names.Length)];
        int[] readable = [.. all.Where(column => Share(row => _times.Read(row[column]) is not null, column) && Moves(column))];
        if (readable.Length == 0)
        {
            return GuessDateAndClock(all) ?? GuessTimeByTitle(all);
        }

        int best = readable.Max(TimeRank);
        int[] likely = [.. readable.Where(column => TimeRank(column) == best)];
        if (likely.Length > 1 && !SayTheSame(likely))
        {
            _mistakes.Add($"Several columns hold times: {Columns(likely)}. Say which with {_choice.TimeWord}.");
            return null;
        }

        return (likely[0], null);
    }

    private (int Date, int? Clock)? GuessDateAndClock(int[] all)
    {
        (int Date, int Clock)[] pairs =
        [
            .. from date in all
               from clock in all
               where date != clock && ColumnTitles.TimeRank(_names[date]) > 0 && ColumnTitles.TimeRank(_names[clock]) > 0
               where Share(row => _times.Read($"{row[date]} {row[clock]}") is not null, date)
               select (date, clock),
        ];
        return pairs.Length > 0 ? (pairs[0].Date, pairs[0].Clock) : null;
    }

    private (int Date, int? Clock)? GuessTimeByTitle(int[] all)
    {
        int[] titled = _header is null ? [] : [.. all.Where(column => ColumnTitles.TimeRank(_names[column]) == 2)];
        if (titled.Length == 1)
        {
            return (titled[0], null);
        }

        string example = titled.Length > 0 && _sample.Length > 0 ? $" (such as '{_sample[0][titled[0]]}')" : string.Empty;
        _mistakes.Add(
            $"No column holds times that can be read without being told how{example}. Say which column with {_choice.TimeWord} and how it is "
            + $"written with {_choice.FormatWord} (such as 'M/d/yyyy h:mm:ss tt', unix or unix-ms). The columns are: {Columns()}.");
        return null;
    }

    private int? GuessValue(int date, int? clock)
    {
        int[] candidates =
        [
            .. Enumerable.Range(0, _names.Length).Where(column => column != date && column != clock)
                .Where(column => ValueRank(column) == 4 || Share(row => IsMeasuredOrFaulty(row[column]), column))
                .Where(column => ValueRank(column) > 1 || _sample.Any(row => AnyValue.Read(row[column]) is WrittenValue.Measured)),
        ];
        int best = candidates.Select(ValueRank).DefaultIfEmpty(0).Max();
        int[] likely = [.. candidates.Where(column => ValueRank(column) == best)];
        if (likely.Length == 1)
        {
            return likely[0];
        }

        _mistakes.Add(likely.Length == 0
            ? $"No column holds temperatures. Say which with {_choice.ValueWord}. The columns are: {Columns()}."
            : $"Several columns may hold the temperature: {Columns(likely)}. Say which with {_choice.ValueWord}.");
        return null;
    }

    private int ValueRank(int column) => _header is null || ColumnTitles.TimeRank(_names[column]) > 0 ? 1 : ColumnTitles.ValueRank(_names[column]);

    /// <summary>By title first; of two good titles the one that says its offset, then seconds since 1970.</summary>
    private int TimeRank(int column)
    {
        int kind = _sample.Select(row => row[column]).FirstOrDefault(cell => _times.Read(cell) is not null) switch
        {
            { } cell when _times.Read(cell)!.Value.Offset is null => 0,
            { } cell when cell.AsSpan().ContainsAny('-', ':', 'T') => 2,
            _ => 1,
        };
        return ((_header is null ? 0 : ColumnTitles.TimeRank(_names[column])) * 3) + kind;
    }

    private bool SayTheSame(int[] columns) => _sample.All(row =>
        columns.Select(column => _times.Read(row[column])).Distinct().Count() == 1);

    /// <summary>At least half of the cells that hold something, and at least one.</summary>
    private bool Share(Func<TableRow, bool> holds, int column)
    {
        int filled = _sample.Count(row => row[column].Length > 0);
        return filled > 0 && _sample.Count(row => row[column].Length > 0 && holds(row)) * 2 >= filled;
    }

    /// <summary>A serial number that could be a time is the same in every row.</summary>
    private bool Moves(int column) => _sample.Length < 3 || _sample.Select(row => row[column]).Distinct(StringComparer.Ordinal).Count() > 1;

    private static bool IsMeasuredOrFaulty(string cell) =>
        AnyValue.Read(cell) is WrittenValue.Measured or WrittenValue.Faulty { Fault: not SensorFault.OutOfRange };
}
