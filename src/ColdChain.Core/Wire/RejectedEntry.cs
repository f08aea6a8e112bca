namespace ColdChain.Core.Wire;

/// <summary>One reading or event that the server could not admit, with the reason in words.</summary>
public sealed record RejectedEntry(long Sequence, string Reason);
