namespace ColdChain.Agent.Decoding;

/// <summary>What could not be decoded.</summary>
/// <param name="Where"><c>line 12</c>, <c>byte 40</c>, <c>payload.temperature</c>.</param>
/// <param name="Reason">What is wrong there and what was expected, for people.</param>
public sealed record RejectedPart(string Where, string Reason);
