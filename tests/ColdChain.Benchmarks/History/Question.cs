namespace ColdChain.Benchmarks.History;

/// <summary>What a page asks of the history, whatever store is underneath.</summary>
/// <param name="From">Unix milliseconds, included.</param>
/// <param name="To">Unix milliseconds, not included.</param>
internal abstract record Question(long From, long To)
{
    /// <summary>All readings of one sensor.</summary>
    internal sealed record Range(int Sensor, long From, long To) : Question(From, To);

    /// <summary>One sensor in so many stretches, each with count, lowest, highest and mean.</summary>
    internal sealed record Reduced(int Sensor, long From, long To, int Buckets) : Question(From, To);

    /// <summary>The lowest and highest of each day, of all sensors.</summary>
    internal sealed record Days(long From, long To) : Question(From, To);
}
