using System.Collections.Immutable;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Excursions;

/// <summary>The shape of a freezer's excursion, by the figures that tell a defrost from a failure.</summary>
/// <remarks>An annotation for people: it takes nothing out of the record and stills no alarm.</remarks>
public sealed record DefrostSigns
{
    public required TimeSpan Length { get; init; }

    /// <summary>From the level before to the peak.</summary>
    public required TemperatureDelta Rise { get; init; }

    /// <summary>The fastest rise from one reading to the next, for a minute.</summary>
    public required TemperatureDelta SteepestPerMinute { get; init; }

    /// <summary>The level after against the level before; null when too little was seen after it.</summary>
    public TemperatureDelta? LevelChange { get; init; }

    /// <summary>Since the one before of the same shape; null for the first.</summary>
    public TimeSpan? SinceLast { get; init; }

    /// <summary>None: it looks like a defrost.</summary>
    public required ImmutableArray<DefrostObjection> Objections { get; init; }

    public bool LooksLikeDefrost => Objections.IsEmpty;
}
