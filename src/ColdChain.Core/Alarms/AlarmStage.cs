namespace ColdChain.Core.Alarms;

/// <summary>How far people have got with an alarm.</summary>
public enum AlarmStage
{
    /// <summary>Nobody has answered yet; escalation runs (AL-05 to AL-07).</summary>
    Raised,

    /// <summary>Somebody has it in hand; escalation rests until the pause is over (AL-08).</summary>
    Taken,

    /// <summary>The pause is over and the unit is still out of range; escalation runs again (AL-08).</summary>
    Resumed,

    /// <summary>The unit is back in range; nobody is woken any more, but cause and action are still owed (AL-10).</summary>
    BackInRange,

    /// <summary>Cause and action are on record (AL-11). Final.</summary>
    Closed,
}
