namespace ColdChain.Core.Keeping;

/// <summary>How near a day is on which something has to be renewed; the steps of the reminders (30, 7, 0 days).</summary>
public enum DueStep
{
    /// <summary>More than thirty days.</summary>
    Later,

    /// <summary>Eight to thirty days.</summary>
    InThirtyDays,

    /// <summary>One to seven days.</summary>
    InSevenDays,

    Today,

    Overdue,

    /// <summary>It was never done, or nobody entered it.</summary>
    Missing,
}
