namespace ColdChain.Server.Evaluation.Series;

/// <summary>How the user says the file is to be read; null: find out.</summary>
/// <param name="TimeColumn">A name, or a number from 1.</param>
/// <param name="ValueColumn">A name, or a number from 1.</param>
/// <param name="TimeFormat">A .NET format, <c>unix</c> or <c>unix-ms</c>.</param>
/// <param name="Zone">Of times without an offset.</param>
internal sealed record SeriesOptions(string? TimeColumn, string? ValueColumn, string? TimeFormat, TimeZoneInfo Zone);
