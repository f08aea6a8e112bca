using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>One reading as it was stored; it never changes (G3).</summary>
/// <param name="MeasuredAt">When it was measured.</param>
/// <param name="Value">The raw value.</param>
/// <param name="Flags">As the agent sent them.</param>
/// <param name="StoredAt">The minute in which the server put it on its disk.</param>
/// <param name="IsConflict">
/// Another value was stored first for the same sensor and moment. Both are kept; EX-13 says which is judged.
/// </param>
public readonly record struct StoredReading(
    Instant MeasuredAt, Temperature Value, ReadingFlags Flags, Instant StoredAt, bool IsConflict);
