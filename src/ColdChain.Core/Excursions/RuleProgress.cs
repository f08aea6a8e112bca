using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>How far one alarm rule has come, for one sensor.</summary>
/// <remarks>
/// Told in this order for each reading: how long the one before it held, then the reading itself. Between the two the
/// clock may ask <see cref="DueAt"/>.
/// </remarks>
internal abstract class RuleProgress(AlarmRule rule)
{
    public AlarmRule Rule { get; } = rule;

    /// <summary>In this excursion it has fallen due, or has nothing to add (EX-17): it speaks once.</summary>
    public bool IsSpent { get; set; }

    /// <summary>When it falls due if no further reading comes; null when it does not.</summary>
    public abstract Instant? DueAt { get; }

    /// <summary>The newest reading is beyond its limit.</summary>
    protected bool IsBeyond { get; private set; }

    public static RuleProgress Of(AlarmRule rule, TimeSpan longestInterval) => rule.Counting switch
    {
        RuleCounting.Waiting => new WaitingProgress(rule),
        RuleCounting.WithinExcursion => new ExcursionSumProgress(rule, longestInterval),
        RuleCounting.WithinWindow => new WindowSumProgress(rule, longestInterval),
    };

    /// <summary>The reading before held from its moment until then, if it was beyond the limit.</summary>
    public void Hold(Instant from, Instant until)
    {
        if (IsBeyond)
        {
            Count(from, until);
        }
    }

    public void Take(in Reading reading, bool holdsFreezeSensitive)
    {
        bool applies = holdsFreezeSensitive || !Rule.IsForFreezeSensitiveStock;
        bool isBeyond = applies && Rule.Limit.IsOutside(reading.Value);
        Turn(reading.MeasuredAt, isBeyond);
        IsBeyond = isBeyond;
    }

    /// <summary>The excursion is over. What a window remembers stays.</summary>
    public void Close()
    {
        IsSpent = false;
        IsBeyond = false;
        Forget();
    }

    public RuleProgress Copy()
    {
        RuleProgress copy = (RuleProgress)MemberwiseClone();
        copy.Separate();
        return copy;
    }

    /// <summary>Observed beyond the limit.</summary>
    protected abstract void Count(Instant from, Instant until);

    /// <summary>A reading came.</summary>
    protected abstract void Turn(Instant at, bool isBeyond);

    protected abstract void Forget();

    /// <summary>A copy must not share what is changed in place.</summary>
    protected virtual void Separate()
    {
    }
}
