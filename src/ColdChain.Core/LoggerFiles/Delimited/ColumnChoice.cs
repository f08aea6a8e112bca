namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>Which columns a user says, and how that is said: in the words of a command, or in the keys of a configuration.</summary>
/// <remarks>A column is a title, or a number from 1; null: find out.</remarks>
public sealed record ColumnChoice
{
    /// <summary>0: the table has no titles. Null: find out.</summary>
    public int? HeaderLine { get; init; }

    /// <summary>Of the time, or of the date alone.</summary>
    public string? Time { get; init; }

    /// <summary>Of the time of day, when <see cref="Time"/> has the date alone.</summary>
    public string? TimeOfDay { get; init; }

    public string? Value { get; init; }

    /// <summary>How the user names the column of times: <c>--time-column</c>, <c>timeColumn</c>.</summary>
    public required string TimeWord { get; init; }

    public required string ValueWord { get; init; }

    /// <summary>Likewise for how the times are written.</summary>
    public required string FormatWord { get; init; }
}
