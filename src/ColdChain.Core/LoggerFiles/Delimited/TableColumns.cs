using System.Globalization;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>Which columns of a file are the series.</summary>
public sealed record TableColumns
{
    /// <summary>The line of the titles; 0 when the file has none. What stands above is no part of the series.</summary>
    public required int HeaderLine { get; init; }

    /// <summary>Titles, or "column 1" and so on.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Counted from 0.</summary>
    public required int Time { get; init; }

    /// <summary>The time of day, when <see cref="Time"/> has the date alone.</summary>
    public int? TimeOfDay { get; init; }

    public required int Value { get; init; }

    public required bool IsFahrenheit { get; init; }

    public string TimeName => TimeOfDay is { } clock ? $"{Names[Time]} + {Names[clock]}" : Names[Time];

    public string ValueName => Names[Value];

    public string TimeText(TableRow row) => TimeOfDay is { } clock ? $"{row[Time]} {row[clock]}" : row[Time];

    /// <summary>By its title or its number from 1, counted from 0; null when there is none or several.</summary>
    public int? Find(string column) => Find(Names, column);

    public static int? Find(IReadOnlyList<string> names, string column)
    {
        int[] named = [.. Enumerable.Range(0, names.Count).Where(index => names[index].Equals(column, StringComparison.OrdinalIgnoreCase))];
        if (named.Length > 0)
        {
            return named.Length == 1 ? named[0] : null;
        }

        return int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= names.Count
            ? number - 1
            : null;
    }
}
