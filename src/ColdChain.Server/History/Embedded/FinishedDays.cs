using ColdChain.Core.Time;

namespace ColdChain.Server.History.Embedded;

/// <summary>What becomes of a day that is over: sealed, then under a root, and when it is old bound with others.</summary>
internal sealed class FinishedDays(HistorySealer sealer, RootMaker roots, HistoryBinder binder)
{
    public async Task TendAsync(Instant now, CancellationToken cancellationToken)
    {
        await sealer.SealDueAsync(now, cancellationToken);
        await roots.MakeDueAsync(now, cancellationToken);
        await binder.BindDueAsync(now, cancellationToken);
    }
}
