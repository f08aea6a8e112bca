using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;

namespace ColdChain.Server.Monitoring;

/// <summary>What monitoring must know of the vaccine inside; the stock records answer.</summary>
public interface IStockKnowledge
{
    /// <summary>
    /// EX-18. When the unit held freeze-sensitive vaccine, as the papers tell today; at any time when there are no papers.
    /// </summary>
    ValueTask<FreezeSensitiveStock> FreezeSensitiveInAsync(StorageUnitId unit, CancellationToken cancellationToken);
}
