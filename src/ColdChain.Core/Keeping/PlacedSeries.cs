using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Keeping;

/// <summary>What one sensor measured, and for how long it sat in the storage unit that is asked about.</summary>
/// <param name="Placed">While it sat there; its readings outside of that say nothing of this unit.</param>
/// <param name="Readings">
/// By time, at most one for a moment; may begin before and end after what is asked for. Whether the first of them is stuck
/// can only be told from those of <see cref="StuckRun.Lookback"/> before it (EX-24).
/// </param>
public sealed record PlacedSeries(TimeRange Placed, IReadOnlyList<Reading> Readings);
