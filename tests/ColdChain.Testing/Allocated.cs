namespace ColdChain.Testing;

/// <summary>What an action allocates on its own thread, in bytes.</summary>
public static class Allocated
{
    private const int Tries = 4;

    /// <summary>The first count that is at most <paramref name="enough"/>, else the least of four.</summary>
    /// <remarks>
    /// Two things count here that the action did not ask for, once each: what a collection that another test brings about leaves of this thread's
    /// 8 kB, and what the first exception of a process reads its words from.
    /// </remarks>
    public static long By(Action action, long enough = 0)
    {
        ArgumentNullException.ThrowIfNull(action);
        long least = long.MaxValue;
        for (int time = 0; time < Tries && least > enough; time++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
