namespace ColdChain.Core.Lots;

/// <summary>What does not add up, or ought not to be. A finding is shown; nothing is repaired for it.</summary>
public enum LotFindingKind
{
    /// <summary>LT-04. More doses left a facility than its papers say it held.</summary>
    MoreThanHeld,

    /// <summary>LT-10. More doses left a storage unit than it can have held, though the facility had enough.</summary>
    MoreThanUnitHeld,

    /// <summary>LT-05. A facility received what no paper of the sender's says was sent.</summary>
    ReceivedNeverSent,

    /// <summary>LT-05. Sent a day or more ago and not received.</summary>
    SentNeverReceived,

    /// <summary>LT-06. Sender's and receiver's papers name different numbers of doses.</summary>
    DosesDiffer,

    /// <summary>LT-07. Arrived before it left.</summary>
    NegativeJourney,

    /// <summary>LT-08. Entries of the paper are empty.</summary>
    EntriesMissing,

    /// <summary>LT-15. What was counted is not what the ledger says.</summary>
    CountDiffers,

    /// <summary>LT-02. Doses are held past the last day of use.</summary>
    ExpiredInStock,

    /// <summary>LT-02. Used or sent out past the last day of use.</summary>
    MovedAfterExpiry,

    /// <summary>LT-18. Held in a unit whose profile does not suit the vaccine.</summary>
    UnsuitableUnit,

    /// <summary>LT-20. A hand reading of the journey is outside the vaccine's range.</summary>
    JourneyOutOfRange,

    /// <summary>LT-14. Longer than 6 h on the way without a reading in between.</summary>
    JourneyUnread,

    /// <summary>LT-21. Two papers of the lot print different entries.</summary>
    PapersDisagree,
}
