using System.Globalization;

namespace ColdChain.Benchmarks.History;

/// <summary>What Linux says a process holds in memory.</summary>
internal static class ResidentMemory
{
    private const double Kibibytes = 1_024;

    /// <summary>Now, in megabytes (of a million bytes).</summary>
    public static double Of(TimeSeriesStore store) => Read(store, "VmRSS:");

    /// <summary>The most since its start.</summary>
    public static double PeakOf(TimeSeriesStore store) => Read(store, "VmHWM:");

    private static double Read(TimeSeriesStore store, string name)
    {
        string line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{store.Process!.ProcessId}/status"))
            .First(candidate => candidate.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * Kibibytes / 1e6;
    }
}
