namespace ColdChain.Core.Wire;

/// <summary>An alarm rule as it travels: beyond the limit for so many seconds, waited for or added up.</summary>
/// <param name="Id">What stored alarms call it.</param>
/// <param name="Side"><c>high</c> or <c>low</c>.</param>
/// <param name="Limit">The bound that is watched.</param>
/// <param name="HoldSeconds">Zero means at once.</param>
/// <param name="Counting"><c>waiting</c>, <c>withinExcursion</c> or <c>withinWindow</c> (EX-03, EX-15, EX-16).</param>
/// <param name="WindowSeconds">How far back a sum looks; zero unless it counts within a window.</param>
/// <param name="ForFreezeSensitiveStock">Speaks only while such vaccine is inside (EX-18).</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record UnitAlarmRule(
    string Id,
    string Side,
    UnitLimit Limit,
    long HoldSeconds,
    string Counting,
    long WindowSeconds,
    bool ForFreezeSensitiveStock,
    string Source);
