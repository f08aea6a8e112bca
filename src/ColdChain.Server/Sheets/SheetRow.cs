namespace ColdChain.Server.Traceability.Papers;

/// <summary>One line as it was written, by column; empty cells are left out.</summary>
/// <param name="Number">Of the line in the file, the header being 1; of the JSON list, counted from 1.</param>
/// <param name="Cells">Text without blanks at its ends.</param>
public sealed record PaperRow(int Number, IReadOnlyDictionary<PaperColumn, string> Cells)
{
    public string? this[PaperColumn column] => Cells.GetValueOrDefault(column);
}
