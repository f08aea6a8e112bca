namespace ColdChain.Server.Ingest;

/// <summary>An alarm rule as it travels: beyond the limit, continuously, for so many seconds.</summary>
/// <param name="Id">What stored alarms call it.</param>
/// <param name="Side"><c>high</c> or <c>low</c>.</param>
/// <param name="Limit">The bound that is watched.</param>
/// <param name="HoldSeconds">Zero means at once.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record UnitAlarmRule(string Id, string Side, UnitLimit Limit, long HoldSeconds, string Source);
