namespace ColdChain.Server.Pages.Parts;

/// <summary>What a state means to the reader; each has a colour and, for those who do not see it, a sign.</summary>
public enum Tone
{
    /// <summary>In range and observed. Green, ✓.</summary>
    Ok,

    /// <summary>Wants attention. Amber, !.</summary>
    Warn,

    /// <summary>Out of range. Red, ▲.</summary>
    Bad,

    /// <summary>Nobody measured. Grey hatching, ?.</summary>
    None,
}
