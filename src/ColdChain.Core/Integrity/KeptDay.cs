namespace ColdChain.Core.Integrity;

/// <summary>The readings of one sensor in one day; what a chunk holds and what its hash is made of.</summary>
/// <param name="Readings">By offset, no two of one moment.</param>
/// <param name="Conflicts">
/// Further, different values for moments that have one (G3), by offset and then in the order they came; in an addendum the
/// value they conflict with may be in an earlier part.
/// </param>
public sealed record KeptDay(ReadOnlyMemory<KeptReading> Readings, ReadOnlyMemory<KeptReading> Conflicts)
{
    public static KeptDay Empty { get; } = new(ReadOnlyMemory<KeptReading>.Empty, ReadOnlyMemory<KeptReading>.Empty);
}
