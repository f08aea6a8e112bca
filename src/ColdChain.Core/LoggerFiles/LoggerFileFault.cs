namespace ColdChain.Core.LoggerFiles;

/// <summary>A part of a file that could not be taken.</summary>
/// <param name="Where"><c>line 12</c>, <c>data[0].records[3].TVC</c>, or <c>file</c> when it is the whole.</param>
/// <param name="Reason">For people: what is there and what to do.</param>
public sealed record LoggerFileFault(string Where, string Reason);
