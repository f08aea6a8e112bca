namespace ColdChain.Server.People.Keys;

/// <summary>A key as somebody asked for it, before anything was checked.</summary>
public sealed class KeyDraft
{
    /// <summary>The agent's id, or the name of the program.</summary>
    public string? Name { get; set; }

    public string? Facility { get; set; }

    public bool MayRead { get; set; }

    public bool MayPostMovements { get; set; }

    /// <summary>Days from now on; empty for an agent's key without an end.</summary>
    public int? Days { get; set; }

    /// <summary>How many days the key before it stays good.</summary>
    public int? Overlap { get; set; }
}
