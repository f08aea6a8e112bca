using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>EX-03. From the first reading beyond the limit until the first that is not; silence does not stop it.</summary>
internal sealed class WaitingProgress(AlarmRule rule) : RuleProgress(rule)
{
    private Instant? _since;

    public override Instant? DueAt => _since + Rule.Hold;

    protected override void Count(Instant from, Instant until)
    {
        // It waits for the clock, whether anything was observed or not (EX-04).
    }

    protected override void Turn(Instant at, bool isBeyond) => _since = isBeyond ? _since ?? at : null;

    protected override void Forget() => _since = null;
}
