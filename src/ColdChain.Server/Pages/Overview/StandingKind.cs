namespace ColdChain.Server.Pages.Overview;

/// <summary>How a storage unit stands now, worst first: the order of the overview.</summary>
public enum StandingKind
{
    /// <summary>Out of range for so long that an alarm fell due.</summary>
    OutWithAlarm,

    /// <summary>Out of range, not yet long enough for an alarm.</summary>
    Out,

    /// <summary>Back in range, not yet for long enough to end the excursion (EX-02).</summary>
    Returning,

    /// <summary>No reading speaks for this moment (EX-06), or there never was one.</summary>
    Silent,

    /// <summary>No sensor sits in it.</summary>
    WithoutSensor,

    /// <summary>In range, but readings are overdue.</summary>
    Delayed,

    InRange,

    /// <summary>Out of use: its silence alarms nobody.</summary>
    NotInUse,
}
