using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>Says what an alarm must say about the vaccine in a storage unit.</summary>
public interface IStockReader
{
    /// <summary>Null when nothing is recorded about it.</summary>
    Task<StockFacts?> AtAsync(StorageUnitId unit, Instant moment, CancellationToken cancellationToken);
}
