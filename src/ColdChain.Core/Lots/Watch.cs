namespace ColdChain.Core.Lots;

/// <summary>What is known of a stretch of time (LT-11): every millisecond of a leg is exactly one of these.</summary>
public enum Watch
{
    /// <summary>A sensor measured it in range.</summary>
    InRange,

    /// <summary>A sensor measured it out of range.</summary>
    Out,

    /// <summary>On a journey: signed hand readings at both ends, both in range (LT-14). Nobody measured in between.</summary>
    Attested,

    /// <summary>Nobody knows; never counted as in range (G5).</summary>
    Unobserved,
}
