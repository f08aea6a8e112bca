using System.Collections.Immutable;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>One thing about a lot that a person has to look into.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Lot">Of which lot.</param>
/// <param name="At">Since when, or when it happened.</param>
/// <param name="Place">Where; null where no one place is at fault.</param>
/// <param name="Doses">How many are concerned: the shortage, the difference, what is held.</param>
public sealed record LotFinding(LotFindingKind Kind, LotKey Lot, Instant At, StockPlace? Place, long Doses)
{
    /// <summary>The movements whose papers show it, in the order they were folded.</summary>
    public ImmutableArray<long> Movements { get; init; } = [];

    /// <summary>What is empty; for <see cref="LotFindingKind.EntriesMissing"/> and PapersDisagree.</summary>
    public ImmutableArray<PaperEntry> Entries { get; init; } = [];
}
