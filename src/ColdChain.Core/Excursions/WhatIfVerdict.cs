namespace ColdChain.Core.Excursions;

/// <summary>What another profile does to an excursion (EX-36).</summary>
public enum WhatIfVerdict
{
    /// <summary>Found from the same moment to the same moment.</summary>
    Stays,

    /// <summary>Found by both, begins or ends otherwise, or is several instead of one.</summary>
    Changes,

    /// <summary>Found by the other profile alone.</summary>
    Appears,

    /// <summary>Found by the profile that judged alone.</summary>
    Goes,
}
