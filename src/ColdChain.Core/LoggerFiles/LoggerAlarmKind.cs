namespace ColdChain.Core.LoggerFiles;

/// <summary>What a limit of a logger counts.</summary>
public enum LoggerAlarmKind
{
    Off,

    /// <summary>Below, in one piece (Q-tag type 1).</summary>
    ColdSingle,

    /// <summary>Above, in one piece (Q-tag type 2).</summary>
    HotSingle,

    /// <summary>Below, added up (Q-tag type 3; of a Fridge-tag in its day).</summary>
    ColdCumulative,

    /// <summary>Above, added up (Q-tag type 4; of a Fridge-tag in its day).</summary>
    HotCumulative,

    /// <summary>Below; how it is counted, the file does not say (LogTag).</summary>
    Cold,

    /// <summary>Above; how it is counted, the file does not say (LogTag).</summary>
    Hot,

    /// <summary>A number that its maker does not explain.</summary>
    Unknown,
}
