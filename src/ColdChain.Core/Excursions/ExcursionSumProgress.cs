using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>EX-15. Observed beyond the limit within the excursion that goes on.</summary>
internal sealed class ExcursionSumProgress(AlarmRule rule, TimeSpan longestInterval) : RuleProgress(rule)
{
    private long _sum;
    private Instant? _heldSince;

    /// <summary>The sum grows by the clock for as long as the reading speaks.</summary>
    public override Instant? DueAt
    {
        get
        {
            TimeSpan missing = Rule.Hold - TimeSpan.FromMilliseconds(_sum);
            return missing <= longestInterval ? _heldSince + missing : null;
        }
    }

    protected override void Count(Instant from, Instant until) => _sum += until.UnixMilliseconds - from.UnixMilliseconds;

    protected override void Turn(Instant at, bool isBeyond) => _heldSince = isBeyond ? at : null;

    protected override void Forget() => (_sum, _heldSince) = (0, null);
}
