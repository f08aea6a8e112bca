using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>One alarm as its rules see it; immutable, every change gives the next state.</summary>
/// <remarks>
/// Raised, taken, resumed when the pause ends while still out of range, back in range, closed. Who is told is
/// <see cref="EscalationPolicy"/>'s; this knows only how many steps have been made and when the last one was.
/// </remarks>
public sealed record AlarmState
{
    private AlarmState()
    {
    }

    public required AlarmStage Stage { get; init; }

    public required Instant RaisedAt { get; init; }

    /// <summary>AL-04. No first notice before this moment; null when the alarm was raised live.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>How many steps of the escalation have been made, repetitions included.</summary>
    public int StepsDone { get; init; }

    public Instant? LastStepAt { get; init; }

    /// <summary>Who answered last; a name for the record.</summary>
    public string? TakenBy { get; init; }

    public Instant? TakenAt { get; init; }

    public Instant? PausedUntil { get; init; }

    public Instant? BackInRangeAt { get; init; }

    public string? Cause { get; init; }

    public string? Action { get; init; }

    public string? ClosedBy { get; init; }

    public Instant? ClosedAt { get; init; }

    public bool IsOutOfRange => Stage is AlarmStage.Raised or AlarmStage.Taken or AlarmStage.Resumed;

    /// <summary>AL-03. It was over before anybody was told, so it belongs into the morning digest.</summary>
    public bool WokeNobody => StepsDone == 0 && !IsOutOfRange;

    /// <summary>AL-01. A rule has fallen due and the excursion goes on.</summary>
    public static AlarmState Raised(Instant at) => new() { Stage = AlarmStage.Raised, RaisedAt = at };

    /// <summary>AL-04. The same, found in late data: the first notice waits until the data have settled.</summary>
    public static AlarmState RaisedLate(Instant at, EscalationTimes times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return Raised(at) with { NotBefore = at + times.SettleFor };
    }

    /// <summary>AL-03. A rule had fallen due in an excursion that was over when it was discovered.</summary>
    public static AlarmState FoundOver(Instant at, Instant endedAt) =>
        new() { Stage = AlarmStage.BackInRange, RaisedAt = at, BackInRangeAt = endedAt };

    /// <summary>For the store, which has kept every part: the same state, no rule applied.</summary>
    public static AlarmState Restored(AlarmStage stage, Instant raisedAt) => new() { Stage = stage, RaisedAt = raisedAt };

    /// <summary>AL-02. Another rule of the unit fell due, and live: what was waiting for late data waits no longer.</summary>
    public AlarmState JoinedLive() => this with { NotBefore = null };

    /// <summary>The contacts of the next step have been told.</summary>
    /// <exception cref="InvalidOperationException">The alarm is back in range or closed: nobody may be woken.</exception>
    public AlarmState Stepped(Instant at)
    {
        if (!IsOutOfRange)
        {
            throw new InvalidOperationException($"An alarm that is {Stage} makes no step.");
        }

        AlarmStage next = Stage == AlarmStage.Taken ? AlarmStage.Resumed : Stage;
        return this with { Stage = next, StepsDone = StepsDone + 1, LastStepAt = at };
    }

    /// <summary>AL-08. Somebody has it in hand.</summary>
    public TakeOutcome TryTake(string by, Instant at, EscalationTimes times, out AlarmState next)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentNullException.ThrowIfNull(times);

        AlarmState answered = this with { TakenBy = by, TakenAt = at };
        (TakeOutcome outcome, next) = Stage switch
        {
            AlarmStage.Closed => (TakeOutcome.AlreadyClosed, this),
            AlarmStage.BackInRange when TakenBy is not null => (TakeOutcome.AlreadyTaken, this),
            AlarmStage.BackInRange => (TakeOutcome.TakenWhenBackInRange, answered),
            AlarmStage.Taken when at < PausedUntil => (TakeOutcome.AlreadyTaken, this),
            AlarmStage.Raised or AlarmStage.Taken or AlarmStage.Resumed =>
                (TakeOutcome.Taken, answered with { Stage = AlarmStage.Taken, PausedUntil = at + times.PauseFor }),
        };
        return outcome;
    }

    /// <summary>AL-10. The last of its excursions has ended.</summary>
    public AlarmState WentBackInRange(Instant at) =>
        IsOutOfRange ? this with { Stage = AlarmStage.BackInRange, BackInRangeAt = at } : this;

    /// <summary>AL-10. Late data showed that it had not ended, or not for long: it goes on where it stopped.</summary>
    public AlarmState WentOutAgain(Instant at)
    {
        if (Stage != AlarmStage.BackInRange)
        {
            return this;
        }

        AlarmStage again = TakenBy is null ? AlarmStage.Raised
            : at < PausedUntil ? AlarmStage.Taken
            : AlarmStage.Resumed;
        return this with { Stage = again, BackInRangeAt = null };
    }

    /// <summary>What is known so far of cause and action; changes nothing else, and nothing once closed.</summary>
    public AlarmState Explained(string? cause, string? action) =>
        Stage == AlarmStage.Closed ? this : this with { Cause = Trimmed(cause), Action = Trimmed(action) };

    /// <summary>AL-11. Needs a cause, an action and a unit that is back in range.</summary>
    public CloseOutcome TryClose(string by, Instant at, out AlarmState next)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);

        CloseOutcome outcome =
            Stage == AlarmStage.Closed ? CloseOutcome.AlreadyClosed
            : IsOutOfRange ? CloseOutcome.StillOutOfRange
            : Cause is null ? CloseOutcome.CauseMissing
            : Action is null ? CloseOutcome.ActionMissing
            : CloseOutcome.Closed;
        next = outcome != CloseOutcome.Closed ? this : this with
        {
            Stage = AlarmStage.Closed,
            ClosedBy = by,
            ClosedAt = at,
            TakenBy = TakenBy ?? by,
            TakenAt = TakenAt ?? at,
        };
        return outcome;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
