namespace ColdChain.Benchmarks.History;

/// <summary>One store works, and the others stand still: what a store does afterwards for itself is not taken from another's turn.</summary>
internal static class Turn
{
    public static async Task OfAsync(TimeSeriesStore running, IReadOnlyList<TimeSeriesStore> all, Func<Task> work)
    {
        foreach (TimeSeriesStore other in all.Where(one => one != running))
        {
            other.Process?.Freeze();
        }

        await work();
        foreach (TimeSeriesStore other in all.Where(one => one != running))
        {
            other.Process?.Thaw();
        }
    }
}
