namespace ColdChain.Server.SettingUp;

/// <summary>What a set-up did: either everything in the file stands, or nothing was changed and the mistakes say why.</summary>
public sealed record SetUpOutcome(IReadOnlyList<string> Mistakes, string Summary);
