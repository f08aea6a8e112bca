namespace ColdChain.Server.Equipment;

/// <summary>Why something about the equipment is not done, and what to do, in both languages.</summary>
public sealed record Refusal(string Chinese, string English);
