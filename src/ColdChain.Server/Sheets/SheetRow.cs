namespace ColdChain.Server.Sheets;

/// <summary>One line as it was written, by column; empty cells are left out.</summary>
/// <param name="Number">Of the line in the file, the header being 1; of a list that is no file, counted from 1.</param>
/// <param name="Cells">Text without blanks at its ends.</param>
public sealed record SheetRow<TColumn>(int Number, IReadOnlyDictionary<TColumn, string> Cells)
    where TColumn : struct, Enum
{
    /// <summary>As <see cref="ImportMistake.Sheet"/>.</summary>
    public string? Sheet { get; init; }

    public string? this[TColumn column] => Cells.GetValueOrDefault(column);
}
