namespace ColdChain.Core.Wire;

/// <summary>Something other than a temperature that happened at the edge; it has its own place in the journal.</summary>
public sealed record WireEvent
{
    public required long Sequence { get; init; }

    /// <summary>One of <see cref="WireEventKinds"/>; a server keeps kinds that it does not know.</summary>
    public required string Kind { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }

    public string? Sensor { get; init; }

    public string? Unit { get; init; }

    /// <summary>For people: what happened and where, at most 500 characters.</summary>
    public string? Detail { get; init; }
}
