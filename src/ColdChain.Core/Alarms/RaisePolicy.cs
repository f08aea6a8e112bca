using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>Decides what becomes of a rule that fell due in an excursion.</summary>
public static class RaisePolicy
{
    public static RaiseDecision Decide(in RuleFellDue due, bool unitHasAlarmOutOfRange, EscalationTimes times)
    {
        ArgumentNullException.ThrowIfNull(times);

        if (due.IsOver)
        {
            return RaiseDecision.ListForDigest;
        }

        if (unitHasAlarmOutOfRange)
        {
            return RaiseDecision.Join;
        }

        return IsLate(due, times) ? RaiseDecision.RaiseWhenSettled : RaiseDecision.Raise;
    }

    /// <summary>AL-04. Noticed so long after the moment itself that it came from late data.</summary>
    public static bool IsLate(in RuleFellDue due, EscalationTimes times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return due.NoticedAt - due.DueAt > times.LateAfter;
    }
}
