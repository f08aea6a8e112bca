namespace ColdChain.Agent.Forwarding;

/// <summary>Shut while fresh readings cannot reach the server: then the backlog does not try either.</summary>
/// <remarks>One lane knocks at a line that is down, and a server that asks for patience is not asked twice.</remarks>
internal sealed class LineGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _shut;

    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _shut is null;
            }
        }
    }

    public void Shut()
    {
        lock (_lock)
        {
            _shut ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Open()
    {
        lock (_lock)
        {
            _shut?.TrySetResult();
            _shut = null;
        }
    }

    /// <summary>Ends when the gate is open, or with the token.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Task opening;
        lock (_lock)
        {
            opening = _shut?.Task ?? Task.CompletedTask;
        }

        await opening.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
