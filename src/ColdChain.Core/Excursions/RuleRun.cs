using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>One alarm rule whose limit has been passed without a return since <paramref name="Since"/>.</summary>
internal sealed record RuleRun(AlarmRule Rule, Instant Since)
{
    public Instant DueAt => Since + Rule.Hold;
}
