namespace ColdChain.Server.History;

/// <summary>Sequences as closed ranges [first, last], sorted and as few as can be: only neighbours are joined.</summary>
public static class SequenceRanges
{
    public static IReadOnlyList<long[]> Of(IEnumerable<long> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        long[] sorted = [.. sequences];
        Array.Sort(sorted);
        List<long[]> ranges = [];
        foreach (long sequence in sorted)
        {
            if (ranges is [.., { } last] && sequence - last[1] <= 1)
            {
                last[1] = sequence;
            }
            else
            {
                ranges.Add([sequence, sequence]);
            }
        }

        return ranges;
    }
}
