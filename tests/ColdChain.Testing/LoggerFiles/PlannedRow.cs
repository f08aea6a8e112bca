namespace ColdChain.Testing.LoggerFiles;

/// <summary>One row of a made-up logger's log.</summary>
/// <param name="Tenths">Null is written as <c>--.-</c>.</param>
public sealed record PlannedRow(DateTime Local, int? Tenths, bool IsOut);
