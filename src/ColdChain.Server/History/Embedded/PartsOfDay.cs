using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Puts the parts of a sensor's day together: what was sealed when it ended, what came later, what is open.</summary>
internal static class PartsOfDay
{
    /// <summary>By time; conflicts of one moment in the order of the parts.</summary>
    /// <param name="parts">In their order; no moment has a reading in two of them.</param>
    public static KeptDay Together(IReadOnlyList<KeptDay> parts)
    {
        if (parts.Count <= 1)
        {
            return parts.Count == 0 ? KeptDay.Empty : parts[0];
        }

        return new KeptDay(Together(parts, part => part.Readings), Together(parts, part => part.Conflicts));
    }

    private static KeptReading[] Together(IReadOnlyList<KeptDay> parts, Func<KeptDay, ReadOnlyMemory<KeptReading>> which) =>
        // OrderBy is stable: of one moment the earlier part comes first.
        [.. parts.SelectMany(part => which(part).ToArray()).OrderBy(reading => reading.Offset)];
}
