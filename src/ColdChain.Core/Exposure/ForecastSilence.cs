namespace ColdChain.Core.Exposure;

/// <summary>Why nothing is said of the time that is left (EX-35).</summary>
public enum ForecastSilence
{
    /// <summary>The limit is already passed.</summary>
    AlreadyBeyond,

    /// <summary>The newest reading is too old to say what goes on now.</summary>
    NoRecentReading,

    /// <summary>The day before was hardly observed: nobody knows how warm an ordinary cycle gets here.</summary>
    UsualCycleUnknown,

    /// <summary>No warmer than an ordinary cycle of the compressor gets here.</summary>
    WithinUsualCycle,

    /// <summary>Not rising, or not for long enough.</summary>
    NotWarming,

    /// <summary>Rising, with too few readings to tell how.</summary>
    TooFewReadings,

    /// <summary>Rising, but not along a curve of warming: a door that opens and closes, a probe that was moved.</summary>
    PoorFit,

    /// <summary>The curve levels off before the limit.</summary>
    LevelsOffBelow,

    /// <summary>Too far ahead to be worth saying.</summary>
    BeyondHorizon,
}
