using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming;

/// <summary>One step that the escalation made, with its reason; never changed. Itself a record, so not audited again.</summary>
public sealed class AlarmStep : INotAudited
{
    public long Id { get; init; }

    public required long AlarmId { get; init; }

    /// <summary>Counted from zero within the alarm.</summary>
    public required int Step { get; init; }

    public required NotifyDecision Decision { get; init; }

    public required Instant At { get; init; }
}
