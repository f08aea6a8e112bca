namespace ColdChain.Core.Alarms;

/// <summary>What the escalation does with one alarm at one moment, and why. The same word goes to log, metric and record.</summary>
public enum NotifyDecision
{
    /// <summary>AL-05. Nobody has been told yet.</summary>
    FirstNotice,

    /// <summary>AL-06. The contacts told so far have not answered; the next ones are told.</summary>
    StepDue,

    /// <summary>AL-07. The whole chain has been told and nobody has answered; all are told again.</summary>
    RepeatDue,

    /// <summary>AL-08. Somebody took it, the pause is over and the unit is still out of range.</summary>
    PauseOver,

    /// <summary>AL-04. Found in late data: it may turn out to be over already.</summary>
    Settling,

    /// <summary>The next step is not due yet.</summary>
    NotDue,

    /// <summary>AL-08. Somebody has it in hand.</summary>
    Paused,

    /// <summary>AL-10. Nothing is wrong any more.</summary>
    BackInRange,

    /// <summary>AL-11.</summary>
    Closed,

    /// <summary>The facility and all above it have no contact. A fault of the set-up, shown on the alarm and in the log.</summary>
    NobodyToTell,
}
