namespace ColdChain.Core.Keeping;

/// <summary>When an excursion becomes a demand for a person: beyond a limit for a time, waited for or added up.</summary>
/// <param name="Id">What reports and stored alarms call it, such as <c>cn-imm.high.10min</c>.</param>
/// <param name="Limit">The bound that is watched; at or beyond the profile's own bound on that side.</param>
/// <param name="Hold">How long; zero means at once.</param>
/// <param name="Source">Where the rule comes from, for the reader of a report.</param>
public sealed record AlarmRule(string Id, Limit Limit, TimeSpan Hold, string Source)
{
    /// <summary>Which time must reach <see cref="Hold"/>.</summary>
    public RuleCounting Counting { get; init; }

    /// <summary>EX-16. How far back a sum looks; only of a rule that counts <see cref="RuleCounting.WithinWindow"/>.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>EX-18. Speaks only while freeze-sensitive vaccine is inside.</summary>
    public bool IsForFreezeSensitiveStock { get; init; }
}
