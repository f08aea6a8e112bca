namespace ColdChain.Server.Integrity;

/// <summary>A file that a paper names.</summary>
/// <param name="Subject">The table of the paper.</param>
/// <param name="Id">Of the paper.</param>
/// <param name="Owner">The unit or sensor that it belongs to.</param>
/// <param name="FileName">As the browser called it; null: the paper has no file.</param>
/// <param name="Sha256">Under which it lies, as the paper says; whatever somebody wrote there.</param>
/// <param name="SizeBytes">How long it was.</param>
internal sealed record NamedFile(string Subject, long Id, string Owner, string? FileName, string? Sha256, long? SizeBytes);
