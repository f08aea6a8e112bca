namespace ColdChain.Server.Evaluation.Series;

/// <summary>Which columns of a file are the series.</summary>
internal sealed record SeriesColumns
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

    public string TimeText(SeriesRow row) => TimeOfDay is { } clock ? $"{row[Time]} {row[clock]}" : row[Time];
}
