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

    private static KeptReading[] Together(IReadOnlyList<KeptDay> parts, Func<KeptDay, ReadOnlyMemory<KeptReading>> which)
    {
        KeptReading[] all = new KeptReading[parts.Sum(part => which(part).Length)];
        int count = 0;
        foreach (KeptDay part in parts)
        {
            ReadOnlySpan<KeptReading> further = which(part).Span;
            Merge(all.AsSpan(0, count + further.Length), count, further);
            count += further.Length;
        }

        return all;
    }

    /// <summary>Brings further readings between those that are there, from behind, where there is room.</summary>
    private static void Merge(Span<KeptReading> all, int count, ReadOnlySpan<KeptReading> further)
    {
        (int known, int next) = (count - 1, further.Length - 1);
        for (int to = all.Length - 1; next >= 0; to--)
        {
            // Of one moment the earlier part comes first.
            bool isKnownLater = known >= 0 && all[known].Offset > further[next].Offset;
            all[to] = isKnownLater ? all[known--] : further[next--];
        }
    }
}
