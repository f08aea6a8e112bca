namespace ColdChain.Core.Excursions;

/// <summary>Why a freezer that was too warm does not look like one that defrosts itself.</summary>
public enum DefrostObjection
{
    /// <summary>It goes on, or lasts longer than a defrost does.</summary>
    TooLong,

    /// <summary>No heater melts ice in so short a time.</summary>
    TooShort,

    /// <summary>It barely leaves the level before: no heater was on.</summary>
    TooSmall,

    /// <summary>It jumps: a door, a warm load, a probe outside. A heater warms steadily.</summary>
    TooSudden,

    /// <summary>It falls and rises again: a defrost has one peak.</summary>
    SeveralPeaks,

    /// <summary>It does not come back to the level before, or nobody saw that it did.</summary>
    NotBack,

    /// <summary>Nothing of the same shape within a week before or after: a defrost recurs.</summary>
    Alone,
}
