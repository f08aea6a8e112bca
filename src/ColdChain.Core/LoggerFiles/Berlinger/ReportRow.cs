namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>A line of a report that begins with a tab.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Cells">Between tabs, without what stands before the first one.</param>
internal sealed record ReportRow(int Line, string[] Cells)
{
    public string Where => $"line {Line}";

    /// <summary>Empty where the row has no such cell.</summary>
    public string this[int cell] => cell < Cells.Length ? Cells[cell] : string.Empty;
}
