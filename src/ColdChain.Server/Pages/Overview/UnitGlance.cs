using ColdChain.Core.Time;
using ColdChain.Core.Warnings;

namespace ColdChain.Server.Pages.Overview;

/// <summary>What a row of the overview shows besides how the unit stands.</summary>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Sparkline">The last 24 hours as SVG.</param>
/// <param name="Inside">What the papers say is in it.</param>
/// <param name="Warnings">That go on (EX-19, EX-20).</param>
public sealed record UnitGlance(Instant ReadAt, string Sparkline, DosesInside Inside, IReadOnlyList<Warning> Warnings);
