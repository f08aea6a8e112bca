namespace ColdChain.Server.History.Embedded;

/// <summary>What a sensor's day knows of a moment when a value for it comes.</summary>
internal enum MomentStanding
{
    /// <summary>Nothing was measured then.</summary>
    Free,

    /// <summary>This very value is there (G2).</summary>
    Same,

    /// <summary>Another value is there (G3).</summary>
    Other,
}
