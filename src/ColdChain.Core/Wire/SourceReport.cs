namespace ColdChain.Core.Wire;

/// <summary>One way in of an agent: a bus, a listener, a broker, a folder.</summary>
/// <param name="Fault">What is wrong, in words; null while it works.</param>
/// <param name="Since">Since when it is so, in Unix milliseconds.</param>
public sealed record SourceReport(string Name, string? Fault, long Since);
