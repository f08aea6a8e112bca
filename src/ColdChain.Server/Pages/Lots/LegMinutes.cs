using ColdChain.Core.Lots;

namespace ColdChain.Server.Pages.Lots;

/// <summary>The four times of a leg in whole minutes that add up to its whole minutes.</summary>
/// <remarks>Each is the difference of two rounded running totals, so that no sum on the page is off by one.</remarks>
public sealed record LegMinutes(long InRange, long Out, long Attested, long Unobserved)
{
    public long Total => InRange + Out + Attested + Unobserved;

    public static LegMinutes Of(LegExposure leg) =>
        Of(leg.InRangeMilliseconds, leg.OutMilliseconds, leg.AttestedMilliseconds, leg.UnobservedMilliseconds);

    public static LegMinutes Of(IReadOnlyCollection<LegExposure> legs) => Of(
        legs.Sum(leg => leg.InRangeMilliseconds),
        legs.Sum(leg => leg.OutMilliseconds),
        legs.Sum(leg => leg.AttestedMilliseconds),
        legs.Sum(leg => leg.UnobservedMilliseconds));

    private static LegMinutes Of(long inRange, long outside, long attested, long unobserved)
    {
        long first = Minutes(outside);
        long second = Minutes(outside + unobserved);
        long third = Minutes(outside + unobserved + attested);
        return new(Minutes(outside + unobserved + attested + inRange) - third, first, third - second, second - first);
    }

    /// <summary>Up, so that a second out of range is never shown as none.</summary>
    private static long Minutes(long milliseconds) => (milliseconds + 59_999) / 60_000;
}
