using System.Numerics;

namespace ColdChain.Server.History;

/// <summary>Sequences as closed ranges [first, last], sorted and as few as can be: only neighbours are joined.</summary>
public static class SequenceRanges
{
    /// <summary>
    /// Up to so many bits a sequence are looked through one by one: what a batch brings lies close together, and that is
    /// many times quicker than sorting it.
    /// </summary>
    private const int MostBitsOfOne = 64;

    public static IReadOnlyList<long[]> Of(ReadOnlySpan<long> sequences)
    {
        (long least, long most) = (long.MaxValue, long.MinValue);
        foreach (long sequence in sequences)
        {
            least = Math.Min(least, sequence);
            most = Math.Max(most, sequence);
        }

        if (sequences.Length == 0)
        {
            return [];
        }

        ulong span = unchecked((ulong)(most - least));
        return span < (ulong)sequences.Length * MostBitsOfOne ? OfClose(sequences, least, (int)span) : OfScattered(sequences);
    }

    /// <summary>One bit for each sequence that there can be; runs of them are the ranges.</summary>
    private static List<long[]> OfClose(ReadOnlySpan<long> sequences, long least, int span)
    {
        // One word more than needed: every run ends at a bit that is not set.
        ulong[] isThere = new ulong[(span / 64) + 2];
        foreach (long sequence in sequences)
        {
            long bit = sequence - least;
            isThere[bit >> 6] |= 1UL << (int)(bit & 63);
        }

        List<long[]> ranges = [];
        for (long begin = Next(isThere, 0, isSet: true); begin <= span;)
        {
            long end = Next(isThere, begin, isSet: false);
            ranges.Add([least + begin, least + (end - 1)]); // The last one may be the highest number there is.
            begin = Next(isThere, end, isSet: true);
        }

        return ranges;
    }

    /// <summary>The first bit from there on that is set, or that is not; behind the last one when there is none.</summary>
    private static long Next(ulong[] bits, long from, bool isSet)
    {
        int word = (int)(from >> 6);
        ulong rest = (isSet ? bits[word] : ~bits[word]) & (ulong.MaxValue << (int)(from & 63));
        while (rest == 0)
        {
            if (++word == bits.Length)
            {
                return bits.Length * 64L;
            }

            rest = isSet ? bits[word] : ~bits[word];
        }

        return (word * 64L) + BitOperations.TrailingZeroCount(rest);
    }

    private static List<long[]> OfScattered(ReadOnlySpan<long> sequences)
    {
        long[] sorted = sequences.ToArray();
        Array.Sort(sorted);
        List<long[]> ranges = [];
        foreach (long sequence in sorted)
        {
            if (ranges is [.., { } last] && (sequence == last[1] || sequence == unchecked(last[1] + 1)))
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
