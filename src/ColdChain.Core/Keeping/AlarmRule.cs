namespace ColdChain.Core.Keeping;

/// <summary>When an excursion becomes a demand for a person: out beyond a limit, continuously, for a hold time (EX-03).</summary>
/// <param name="Id">What reports and stored alarms call it, such as <c>cn-imm.high.10min</c>.</param>
/// <param name="Limit">The bound that is watched; at or beyond the profile's own bound on that side.</param>
/// <param name="Hold">How long; zero means at once.</param>
/// <param name="Source">Where the rule comes from, for the reader of a report.</param>
public sealed record AlarmRule(string Id, Limit Limit, TimeSpan Hold, string Source);
