namespace ColdChain.Core.Observing;

/// <summary>EX-29. What the readings show of a stretch of time, silences and all. Stored by name: never rename.</summary>
public enum ShownVerdict
{
    /// <summary>However the silences went, it was in range.</summary>
    ShownInRange,

    /// <summary>However the silences went, it was out for a time.</summary>
    ShownOut,

    /// <summary>No reading was out, and in a silence it may have been.</summary>
    CannotBeShown,
}
