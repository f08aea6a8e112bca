namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>The cells of one line; lines are counted from 1.</summary>
public sealed record TableRow(int Line, string[] Cells)
{
    /// <summary>Empty where the line has no such cell.</summary>
    public string this[int column] => column < Cells.Length ? Cells[column] : string.Empty;

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}
