namespace ColdChain.Core.Alarms;

/// <summary>What came of somebody closing an alarm (AL-11).</summary>
public enum CloseOutcome
{
    Closed,

    /// <summary>The unit is still out of range: nobody can close that.</summary>
    StillOutOfRange,

    CauseMissing,

    ActionMissing,

    AlreadyClosed,
}
