namespace ColdChain.Core.HandReadings;

/// <summary>Why a hand reading is not taken. Each is shown to the person in words, with what to do instead.</summary>
public enum HandReadingFault
{
    /// <summary>HR-07. The signer is not staff of the facility that owns the unit.</summary>
    NotOwnStaff,

    /// <summary>HR-08. No number, or one that no thermometer in a vaccine store shows.</summary>
    NotATemperature,

    /// <summary>HR-01. The moment lies in neither window.</summary>
    OutsideTheWindows,

    /// <summary>HR-04. The slot has a reading that stands; a correction voids it with a reason.</summary>
    SlotIsTaken,

    /// <summary>HR-02. Less than six hours from the day's other reading.</summary>
    TooCloseToTheOther,

    /// <summary>HR-03. A late entry or a correction says why.</summary>
    ReasonMissing,

    /// <summary>HR-03. More than 24 hours have passed; the slot stays "not recorded".</summary>
    TooLate,

    /// <summary>HR-03. The stated moment has not come yet.</summary>
    InTheFuture,

    /// <summary>HR-09. The reading to be corrected was already replaced by another one.</summary>
    AlreadyReplaced,
}
