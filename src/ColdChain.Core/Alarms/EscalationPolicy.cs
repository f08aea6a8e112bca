using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>Decides when who is told next: a function of the alarm, the length of its chain and the time, nothing else.</summary>
/// <remarks>
/// The chain is the facility's own contacts in their order, then those of the facility above, and so on up. Contacts
/// of equal order are told together and are one step. After an outage of the server one step is made up for, not all
/// that were missed: a phone that gets four messages in a row tells its owner nothing that one would not.
/// </remarks>
public static class EscalationPolicy
{
    public static NotifyDecision Decide(AlarmState alarm, int chainLength, EscalationTimes times, Instant now)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfNegative(chainLength);

        return alarm.Stage switch
        {
            AlarmStage.Closed => NotifyDecision.Closed,
            AlarmStage.BackInRange => NotifyDecision.BackInRange,
            AlarmStage.Taken when now < alarm.PausedUntil => NotifyDecision.Paused,
            AlarmStage.Raised when alarm.StepsDone == 0 && now < alarm.NotBefore => NotifyDecision.Settling,
            AlarmStage.Raised or AlarmStage.Taken or AlarmStage.Resumed when chainLength == 0 => NotifyDecision.NobodyToTell,
            AlarmStage.Taken => NotifyDecision.PauseOver,
            AlarmStage.Raised or AlarmStage.Resumed => DecideUnanswered(alarm, chainLength, times, now),
        };
    }

    /// <summary>True when the decision sends messages and counts as a step.</summary>
    public static bool Tells(NotifyDecision decision) => decision switch
    {
        NotifyDecision.FirstNotice or NotifyDecision.StepDue or NotifyDecision.RepeatDue or NotifyDecision.PauseOver => true,
        NotifyDecision.Settling or NotifyDecision.NotDue or NotifyDecision.Paused => false,
        NotifyDecision.BackInRange or NotifyDecision.Closed or NotifyDecision.NobodyToTell => false,
    };

    /// <summary>When <see cref="Decide"/> must be asked again; null when only a person or a reading can change anything.</summary>
    public static Instant? NextDueAt(AlarmState alarm, int chainLength, EscalationTimes times)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        ArgumentNullException.ThrowIfNull(times);

        return alarm.Stage switch
        {
            AlarmStage.Closed or AlarmStage.BackInRange => null,
            AlarmStage.Taken => alarm.PausedUntil,
            AlarmStage.Raised or AlarmStage.Resumed => alarm.LastStepAt is { } last
                ? last + WaitAfterStep(alarm, chainLength, times)
                : alarm.NotBefore ?? alarm.RaisedAt,
        };
    }

    /// <summary>
    /// Which steps of the chain (counted from zero) are told when the alarm has made <paramref name="stepsDone"/>
    /// steps: the next one, or at the end of the chain all of them (AL-07).
    /// </summary>
    public static Range StepsToTell(int stepsDone, int chainLength) =>
        stepsDone < chainLength ? stepsDone..(stepsDone + 1) : 0..chainLength;

    private static NotifyDecision DecideUnanswered(AlarmState alarm, int chainLength, EscalationTimes times, Instant now)
    {
        if (alarm.LastStepAt is not { } last)
        {
            return NotifyDecision.FirstNotice;
        }

        if (now < last + WaitAfterStep(alarm, chainLength, times))
        {
            return NotifyDecision.NotDue;
        }

        return alarm.StepsDone < chainLength ? NotifyDecision.StepDue : NotifyDecision.RepeatDue;
    }

    private static TimeSpan WaitAfterStep(AlarmState alarm, int chainLength, EscalationTimes times) =>
        alarm.StepsDone < chainLength ? times.StepAfter : times.RepeatEvery;
}
