using System.Collections.Immutable;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>What a facility held of a lot from one movement until the next.</summary>
/// <param name="At">From when.</param>
/// <param name="Balance">结余: receipts less what left, by the papers. Negative where the papers are wrong (LT-04).</param>
/// <param name="Holdings">Where the doses are; empty when the balance is not positive.</param>
internal sealed record StockStep(Instant At, long Balance, ImmutableArray<LotHolding> Holdings);
