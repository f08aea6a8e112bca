namespace ColdChain.Server.Sheets;

/// <summary>One line of a file as its cells stand side by side, before anybody knows which column is which.</summary>
/// <param name="Line">From 1.</param>
public sealed record GridRow(int Line, IReadOnlyList<string> Cells);
