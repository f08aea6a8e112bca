using System.Collections.Immutable;

namespace ColdChain.Core.Lots;

/// <summary>The whole custody of a lot with the temperature on every leg. Legs of different places overlap in time.</summary>
public sealed record LotExposure(LotKey Lot, ImmutableArray<LegExposure> Legs)
{
    public long InRangeMilliseconds => Legs.Sum(leg => leg.InRangeMilliseconds);

    public long OutMilliseconds => Legs.Sum(leg => leg.OutMilliseconds);

    public long AttestedMilliseconds => Legs.Sum(leg => leg.AttestedMilliseconds);

    public long UnobservedMilliseconds => Legs.Sum(leg => leg.UnobservedMilliseconds);

    public long Milliseconds => Legs.Sum(leg => leg.Milliseconds);
}
