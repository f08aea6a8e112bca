namespace ColdChain.Core.Alarms;

/// <summary>What becomes of a rule that fell due, and why.</summary>
public enum RaiseDecision
{
    /// <summary>AL-01. A new alarm, told at once.</summary>
    Raise,

    /// <summary>AL-04. A new alarm whose first notice waits until late data have settled.</summary>
    RaiseWhenSettled,

    /// <summary>AL-02. The unit has an alarm that is still out of range: this is the same trouble.</summary>
    Join,

    /// <summary>AL-03. Over already: on the list and into the morning digest, nobody is woken.</summary>
    ListForDigest,
}
