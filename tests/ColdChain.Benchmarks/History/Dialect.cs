using ColdChain.Benchmarks.Ingest;

namespace ColdChain.Benchmarks.History;

/// <summary>One way to say readings to a store over HTTP; makes whole requests, head and body, before any clock runs.</summary>
/// <param name="name">For the table.</param>
internal abstract class Dialect(string name)
{
    public string Name => name;

    public abstract LoadRequest Request(IReadOnlyList<SensorSlice> slices);

    protected static int Readings(IReadOnlyList<SensorSlice> slices) => slices.Sum(slice => slice.Count);
}
