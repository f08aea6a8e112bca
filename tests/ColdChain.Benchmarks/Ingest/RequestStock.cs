namespace ColdChain.Benchmarks.Ingest;

/// <summary>Backlog of a county's agents, one request after the other, made before the clock runs: what a client computes meanwhile, the server cannot.</summary>
/// <remarks>Each is 35 kB by rows, so 66 000 of them, 15 s of 4.4 million readings a second, take 2.4 GB.</remarks>
internal sealed class RequestStock(BenchmarkCounty county, int size)
{
    private LoadRequest[] _ready = [];
    private int _next = -1;
    private int _made;

    /// <summary>Makes so many that this many are there; what was not taken goes first.</summary>
    public void FillTo(int count)
    {
        LoadRequest[] left = [.. _ready.Skip(_next + 1)];
        LoadRequest[] ready = new LoadRequest[Math.Max(count, left.Length)];
        left.CopyTo(ready, 0);
        Parallel.For(left.Length, ready.Length, at => ready[at] = BatchBodies.OneOf(county, size, _made + at - left.Length));
        _made += ready.Length - left.Length;
        (_ready, _next) = (ready, -1);
        // What making them left behind is not to be collected while the clock runs.
        GC.Collect();
    }

    /// <summary>Null when none is left. Safe for several threads.</summary>
    public LoadRequest? Take() => Interlocked.Increment(ref _next) is var mine && mine < _ready.Length ? _ready[mine] : null;
}
