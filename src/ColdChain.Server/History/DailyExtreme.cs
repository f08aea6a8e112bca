using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>The lowest or highest of a day by a logger's own daily history, as it was stored; it never changes (G3).</summary>
/// <param name="At">When the logger says it was so warm.</param>
/// <param name="Value">The raw value.</param>
/// <param name="Side"><see cref="ReadingFlags.DailyLow"/>, <see cref="ReadingFlags.DailyHigh"/>, or both of a value that was either.</param>
/// <param name="StoredAt">When the server put it on its disk.</param>
/// <param name="IsConflict">Another value was stored first for the same sensor, moment and side; both are kept.</param>
public readonly record struct DailyExtreme(
    Instant At, Temperature Value, ReadingFlags Side, Instant StoredAt, bool IsConflict)
{
    public bool IsLow => Side.HasFlag(ReadingFlags.DailyLow);

    public bool IsHigh => Side.HasFlag(ReadingFlags.DailyHigh);
}
