namespace ColdChain.Server.Ingest;

/// <summary>One storage unit with the sensors that sit in it now and what it must keep.</summary>
public sealed record UnitProfile
{
    public required string Unit { get; init; }

    public required IReadOnlyList<string> Sensors { get; init; }

    /// <summary>Such as <c>CN-IMM/fridge</c>.</summary>
    public required string ProfileId { get; init; }

    public required int ProfileVersion { get; init; }

    public required UnitLimit? Low { get; init; }

    public required UnitLimit? High { get; init; }

    public required long LongestIntervalSeconds { get; init; }

    public required long ReturnHoldSeconds { get; init; }

    public required IReadOnlyList<UnitAlarmRule> AlarmRules { get; init; }
}
