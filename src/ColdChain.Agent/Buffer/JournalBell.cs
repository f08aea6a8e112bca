namespace ColdChain.Agent.Buffer;

/// <summary>Rings when something was stored, so that the lanes need not look all the time.</summary>
public sealed class JournalBell
{
    private TaskCompletionSource _ring = New();

    /// <summary>
    /// Completes at the next ring. Taken before the look into the buffer, or a ring between look and wait is missed.
    /// </summary>
    public Task NextRing => Volatile.Read(ref _ring).Task;

    public void Ring() => Interlocked.Exchange(ref _ring, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
