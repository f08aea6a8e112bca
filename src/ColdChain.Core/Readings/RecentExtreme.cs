using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Readings;

/// <summary>The lowest (or highest) reading of the last minutes, without keeping those that can never be it again.</summary>
/// <remarks>Immutable. What is kept rises (or falls) from the first entry on, so the first is the answer.</remarks>
internal sealed record RecentExtreme(bool IsLowest, TimeSpan Window)
{
    /// <summary>Moments and values alone: a copy of it is made with every reading.</summary>
    private ImmutableArray<(Instant MeasuredAt, Temperature Value)> Kept { get; init; } = [];

    /// <summary>Of equals the newest; null when nothing was taken.</summary>
    public (Instant MeasuredAt, Temperature Value)? First => Kept.IsEmpty ? null : Kept[0];

    /// <summary>With this reading, and without those that are older than the window.</summary>
    public RecentExtreme With(in Reading reading)
    {
        int from = 0;
        while (from < Kept.Length && reading.MeasuredAt - Kept[from].MeasuredAt > Window)
        {
            from++;
        }

        int to = Kept.Length;
        while (to > from && IsBeaten(Kept[to - 1].Value, reading.Value))
        {
            to--;
        }

        (Instant MeasuredAt, Temperature Value)[] kept = new (Instant, Temperature)[to - from + 1];
        Kept.AsSpan()[from..to].CopyTo(kept);
        kept[^1] = (reading.MeasuredAt, reading.Value);
        return this with { Kept = ImmutableCollectionsMarshal.AsImmutableArray(kept) };
    }

    public RecentExtreme Emptied() => this with { Kept = [] };

    private bool IsBeaten(Temperature kept, Temperature by) => IsLowest ? kept >= by : kept <= by;
}
