namespace ColdChain.Server.Evaluation.Series;

/// <summary>A line that could not be read, and why.</summary>
internal sealed record UnreadableRow(int Line, string Reason);
