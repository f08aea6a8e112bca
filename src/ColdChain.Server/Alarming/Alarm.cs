using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming;

/// <summary>One alarm of one storage unit, as stored. Its rules are <see cref="AlarmState"/>'s; this carries them to the disk.</summary>
public sealed class Alarm
{
    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>The excursion that raised it; others of the unit may have joined (<see cref="AlarmExcursion"/>).</summary>
    public required long ExcursionId { get; init; }

    public required SensorId SensorId { get; init; }

    /// <summary>The rule that fell due, such as <c>cn-imm.high.10min</c>.</summary>
    public required string RuleId { get; init; }

    public required LimitSide Side { get; init; }

    /// <summary>The bound that was passed, as it was then.</summary>
    public required Temperature Limit { get; init; }

    /// <summary>The first reading outside.</summary>
    public required Instant StartedAt { get; set; }

    public required Temperature Peak { get; set; }

    public required AlarmStage Stage { get; set; }

    public required Instant RaisedAt { get; init; }

    public Instant? NotBefore { get; set; }

    public int StepsDone { get; set; }

    public Instant? LastStepAt { get; set; }

    public string? TakenBy { get; set; }

    public Instant? TakenAt { get; set; }

    public Instant? PausedUntil { get; set; }

    /// <summary>Which contact took it, when it was one: told again when the pause is over (AL-08).</summary>
    public long? TakenByContactId { get; set; }

    public Instant? BackInRangeAt { get; set; }

    public string? Cause { get; set; }

    public string? Action { get; set; }

    public string? ClosedBy { get; set; }

    public Instant? ClosedAt { get; set; }

    /// <summary>The timer: when the escalation must look again. Null when only a person or a reading can change anything.</summary>
    public Instant? NextDueAt { get; set; }

    /// <summary>AL-15. When a morning digest told of it; null when none has or need.</summary>
    public Instant? DigestedAt { get; set; }

    /// <summary>Counts up with every change; the fence between two that would change it at once.</summary>
    public int Version { get; set; }

    public AlarmState State => AlarmState.Restored(Stage, RaisedAt) with
    {
        NotBefore = NotBefore,
        StepsDone = StepsDone,
        LastStepAt = LastStepAt,
        TakenBy = TakenBy,
        TakenAt = TakenAt,
        PausedUntil = PausedUntil,
        BackInRangeAt = BackInRangeAt,
        Cause = Cause,
        Action = Action,
        ClosedBy = ClosedBy,
        ClosedAt = ClosedAt,
    };

    /// <summary>Takes over what the rules made of the state, and the timer that follows from it.</summary>
    public void Become(AlarmState state, Instant? nextDueAt)
    {
        ArgumentNullException.ThrowIfNull(state);
        (Stage, NotBefore, StepsDone, LastStepAt) = (state.Stage, state.NotBefore, state.StepsDone, state.LastStepAt);
        (TakenBy, TakenAt, PausedUntil) = (state.TakenBy, state.TakenAt, state.PausedUntil);
        (BackInRangeAt, Cause, Action) = (state.BackInRangeAt, state.Cause, state.Action);
        (ClosedBy, ClosedAt) = (state.ClosedBy, state.ClosedAt);
        NextDueAt = nextDueAt;
        Version++;
    }
}
