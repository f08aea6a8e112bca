namespace ColdChain.Core.Alarms;

/// <summary>What came of somebody saying "I have it" (AL-08).</summary>
public enum TakeOutcome
{
    /// <summary>Escalation rests for the pause.</summary>
    Taken,

    /// <summary>The unit was back in range already; who answered is on record, and nothing needed a pause.</summary>
    TakenWhenBackInRange,

    /// <summary>Somebody has it and the pause runs: it cannot be lengthened (R8: silenced 30 minutes at most).</summary>
    AlreadyTaken,

    AlreadyClosed,
}
