namespace ColdChain.Agent.Probes.Files;

/// <summary>Waits until each of so many parts is on the disk.</summary>
internal sealed class Acknowledgements(int expected)
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = expected;

    public Task All => _all.Task;

    public ValueTask OneAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _all.SetResult();
        }

        return ValueTask.CompletedTask;
    }
}
