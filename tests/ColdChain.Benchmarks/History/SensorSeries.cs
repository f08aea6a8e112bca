namespace ColdChain.Benchmarks.History;

/// <summary>What one sensor measured, oldest first; the same for whoever is given it.</summary>
internal abstract class SensorSeries
{
    public abstract int Count { get; }

    /// <summary>Unix milliseconds.</summary>
    public abstract long TimeAt(int index);

    public abstract int MilliCelsiusAt(int index);
}
