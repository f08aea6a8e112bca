using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>For a server that keeps no lots: every alarm says that the contents are not recorded.</summary>
public sealed class UnknownStock : IStockReader
{
    public Task<StockFacts?> AtAsync(StorageUnitId unit, Instant moment, CancellationToken cancellationToken) =>
        Task.FromResult<StockFacts?>(null);
}
