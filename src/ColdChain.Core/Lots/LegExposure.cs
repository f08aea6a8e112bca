using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Lots;

/// <summary>A custody leg and what is known of its temperature; the four times add up to the leg (LT-11).</summary>
/// <param name="Leg">Where the doses were.</param>
/// <param name="Watched">The leg's time, cut at the moment of the report.</param>
/// <param name="IsWorstCase">True when no paper names the unit and the worst of several stands in for it (LT-13).</param>
public sealed record LegExposure(CustodyLeg Leg, WatchedTime Watched, bool IsWorstCase)
{
    public long InRangeMilliseconds => Watched.Milliseconds(Watch.InRange);

    public long OutMilliseconds => Watched.Milliseconds(Watch.Out);

    public long AttestedMilliseconds => Watched.Milliseconds(Watch.Attested);

    public long UnobservedMilliseconds => Watched.Milliseconds(Watch.Unobserved);

    public long Milliseconds => Watched.Spans.Sum(span => span.Milliseconds);

    public Temperature? Lowest => Watched.Lowest;

    public Temperature? Highest => Watched.Highest;
}
