using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Overview;

/// <summary>What a row of the overview shows besides how the unit stands.</summary>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Sparkline">The last 24 hours as SVG.</param>
/// <param name="Inside">What the papers say is in it.</param>
public sealed record UnitGlance(Instant ReadAt, string Sparkline, DosesInside Inside);
