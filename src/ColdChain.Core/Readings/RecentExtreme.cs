using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ColdChain.Core.Readings;

/// <summary>The lowest (or highest) reading of the last minutes, without keeping those that can never be it again.</summary>
/// <remarks>Immutable. What is kept rises (or falls) from the first entry on, so the first is the answer.</remarks>
internal sealed record RecentExtreme(bool IsLowest, TimeSpan Window)
{
    private ImmutableArray<Reading> Kept { get; init; } = [];

    /// <summary>Of equals the newest; null when nothing was taken.</summary>
    public Reading? First => Kept.IsEmpty ? null : Kept[0];

    /// <summary>With this reading, and without those that are older than the window.</summary>
    public RecentExtreme With(in Reading reading)
    {
        int from = 0;
        while (from < Kept.Length && reading.MeasuredAt - Kept[from].MeasuredAt > Window)
        {
            from++;
        }

        int to = Kept.Length;
        while (to > from && IsBeaten(Kept[to - 1], reading))
        {
            to--;
        }

        Reading[] kept = new Reading[to - from + 1];
        Kept.AsSpan()[from..to].CopyTo(kept);
        kept[^1] = reading;
        return this with { Kept = ImmutableCollectionsMarshal.AsImmutableArray(kept) };
    }

    public RecentExtreme Emptied() => this with { Kept = [] };

    private bool IsBeaten(in Reading kept, in Reading by) => IsLowest ? kept.Value >= by.Value : kept.Value <= by.Value;
}
