using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Traceability;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>What the papers say is inside; null when they say nothing, which is not the same as empty (G5).</summary>
public sealed class RecordedStock(StockInside stock) : IStockReader
{
    public async Task<StockFacts?> AtAsync(StorageUnitId unit, Instant moment, CancellationToken cancellationToken)
    {
        IReadOnlyList<LotBalance> inside = await stock.AtAsync(unit, moment, cancellationToken);
        return inside.Count == 0
            ? null
            : new StockFacts(
                inside.Select(balance => balance.LotId).Distinct().Count(),
                inside.Sum(balance => balance.Doses),
                inside.Where(balance => balance.IsFreezeSensitive).Sum(balance => balance.Doses),
                inside.All(balance => balance.UnitRecorded));
    }
}
