using System.Globalization;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Buffer;

/// <summary>What could not be read of a damaged journal, as ranges of sequences with the times around them.</summary>
internal sealed class SalvageReport
{
    private const int MostGapsTold = 10;

    private readonly List<string> _gaps = [];

    /// <param name="gap">Its end is <see cref="long.MaxValue"/> when nobody knows how far the journal went.</param>
    /// <param name="found">Those of it that were found after all, ascending.</param>
    /// <param name="times">Of the readings before and behind it, where there are any.</param>
    public void Gap(SequenceRange gap, IEnumerable<long> found, (Instant? Before, Instant? After) times)
    {
        long first = gap.First;
        foreach (long sequence in found)
        {
            Tell(first, sequence - 1, times);
            first = sequence + 1;
        }

        Tell(first, gap.Last, times);
    }

    public string Say(string file, long carried) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file}: {carried} entries carried over; {(_gaps.Count == 0 ? "none is missing" : "not to be read: " + string.Join("; ", _gaps))}");

    private void Tell(long first, long last, (Instant? Before, Instant? After) times)
    {
        if (last < first || _gaps.Count > MostGapsTold)
        {
            return;
        }

        _gaps.Add(_gaps.Count == MostGapsTold
            ? "and more"
            : string.Create(CultureInfo.InvariantCulture, $"{Range(first, last)}{Between(times)}"));
    }

    private static string Range(long first, long last) =>
        last == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"anything from {first} on")
        : first == last ? string.Create(CultureInfo.InvariantCulture, $"{first}")
        : string.Create(CultureInfo.InvariantCulture, $"{first} to {last}");

    private static string Between((Instant? Before, Instant? After) times) => times switch
    {
        ({ } before, { } after) => $" (between {before} and {after})",
        ({ } before, null) => $" (after {before})",
        (null, { } after) => $" (before {after})",
        _ => string.Empty,
    };
}
