namespace ColdChain.Core.LoggerFiles;

/// <summary>How a table of rows and columns is to be read: what an installer writes once for a logger that no decoder knows.</summary>
/// <remarks>Columns are given by title or by number from 1. What is null is found out by looking, where one answer remains.</remarks>
public sealed record DelimitedMapping
{
    /// <summary>Between cells.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The line of the titles, from 1; 0 when the file has none. What stands above it is passed over.</summary>
    public int? HeaderLine { get; init; }

    /// <summary>Of the time, or of the date alone.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Of the time of day, when <see cref="TimeColumn"/> has the date alone.</summary>
    public string? TimeOfDayColumn { get; init; }

    /// <summary>A .NET format such as <c>dd/MM/yy H:mm:ss</c>, <c>unix</c> or <c>unix-ms</c>; date and time of day are joined by one blank.</summary>
    public string? TimeFormat { get; init; }

    public string? TemperatureColumn { get; init; }

    /// <summary>
    /// When each row has several sensors: the other columns of temperatures. Every sensor is then named by the title of its column, behind
    /// <see cref="Sensor"/> and a slash where that is given.
    /// </summary>
    public IReadOnlyList<string> FurtherTemperatureColumns { get; init; } = [];

    /// <summary>Null: by the title, else Celsius.</summary>
    public bool? IsFahrenheit { get; init; }

    /// <summary>The comma stands for the point. Null: each value by itself, which no temperature makes doubtful.</summary>
    public bool? HasDecimalComma { get; init; }

    /// <summary>Of the sensor's name, when one file holds several.</summary>
    public string? SensorColumn { get; init; }

    /// <summary>The sensor's name, when the file does not say.</summary>
    public string? Sensor { get; init; }

    /// <summary>Cells that say "no value", besides empty ones and what consists of marks alone (<c>---</c>, <c>###</c>).</summary>
    public IReadOnlyList<string> MissingMarks { get; init; } = [];
}
