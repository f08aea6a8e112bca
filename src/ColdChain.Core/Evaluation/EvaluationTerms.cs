using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Evaluation;

/// <summary>By what a series is judged.</summary>
/// <param name="Profile">The limits and alarm rules.</param>
/// <param name="HoldsFreezeSensitiveStock">EX-18 applies all the time.</param>
/// <param name="Zone">Whose days the figures are of.</param>
public sealed record EvaluationTerms(StorageProfile Profile, bool HoldsFreezeSensitiveStock, TimeZoneInfo Zone)
{
    /// <summary>What was known at that moment; null: when the last reading stops to speak.</summary>
    public Instant? Until { get; init; }

    internal FreezeSensitiveStock Stock => HoldsFreezeSensitiveStock ? FreezeSensitiveStock.Always : FreezeSensitiveStock.None;
}
