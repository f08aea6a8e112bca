namespace ColdChain.Server.Audit;

/// <summary>Says that something was added to the trail, so that whoever notes its head elsewhere need not ask all the time.</summary>
public sealed class AuditSignal : IDisposable
{
    private readonly SemaphoreSlim _told = new(0, 1);

    /// <summary>Several tellings that nobody has heard yet are one.</summary>
    public void Tell()
    {
        lock (_told)
        {
            if (_told.CurrentCount == 0)
            {
                _told.Release();
            }
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _told.WaitAsync(cancellationToken);

    public void Dispose() => _told.Dispose();
}
