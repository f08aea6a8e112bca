using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>One pass of the detector over readings that are all there, apart from what is on record.</summary>
public static class ExcursionPass
{
    /// <summary>What is found by that moment, by start.</summary>
    /// <param name="readings">Of one sensor, by time, at most one for a moment.</param>
    /// <param name="profile">Judges.</param>
    /// <param name="stock">When freeze-sensitive vaccine was inside (EX-18).</param>
    /// <param name="now">The clock stands here (EX-04).</param>
    public static IReadOnlyList<Excursion> Over(
        IEnumerable<Reading> readings, StorageProfile profile, FreezeSensitiveStock stock, Instant now)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ExcursionRun run = new(profile) { Stock = stock };
        foreach (Reading reading in readings)
        {
            run.Take(reading);
        }

        return [.. run.FoundBy(now).OrderBy(excursion => excursion.StartedAt)];
    }
}
