using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>One reading on a chart.</summary>
public readonly record struct ChartPoint(Instant At, Temperature Value);
