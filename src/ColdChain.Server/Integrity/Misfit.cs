namespace ColdChain.Server.Integrity;

/// <summary>The first record that is not as it was sealed, in words that an auditor understands.</summary>
/// <param name="English">Which record, and what is wrong with it.</param>
/// <param name="Chinese">The same.</param>
internal sealed record Misfit(string English, string Chinese);
