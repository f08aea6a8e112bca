using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>One excursion on a chart; a range without an end is shaded to the end of the chart.</summary>
public sealed record ChartShade(TimeRange During, LimitSide Side);
