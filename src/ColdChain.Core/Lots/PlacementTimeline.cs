using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>Turns the steps of an account into unbroken stretches in which each place held doses.</summary>
internal static class PlacementTimeline
{
    /// <summary>A place held doses from <paramref name="Since"/>, at most so many so far.</summary>
    private sealed record Stay(StorageUnitId? Unit, Instant Since, long MostDoses);

    public static IReadOnlyList<Placement> Of(LotKey lot, StockAccount account, Instant asOf)
    {
        List<Placement> placements = [];
        Dictionary<string, Stay> staying = new(StringComparer.Ordinal);
        foreach (StockStep step in account.Steps.TakeWhile(step => step.At <= asOf))
        {
            Dictionary<string, LotHolding> holdings = step.Holdings.ToDictionary(Place, StringComparer.Ordinal);
            foreach (string place in staying.Keys.Where(place => !holdings.ContainsKey(place)).ToArray())
            {
                placements.Add(Ended(lot, account.Facility, staying[place], step.At));
                staying.Remove(place);
            }

            foreach ((string place, LotHolding holding) in holdings)
            {
                Stay stay = staying.GetValueOrDefault(place) ?? new Stay(holding.Unit, step.At, 0);
                staying[place] = stay with { MostDoses = Math.Max(stay.MostDoses, holding.Doses) };
            }
        }

        placements.AddRange(staying.Values.Select(stay => Ended(lot, account.Facility, stay, null)));
        return placements;
    }

    private static string Place(LotHolding holding) => holding.Unit?.ToString() ?? string.Empty;

    private static Placement Ended(LotKey lot, FacilityId facility, Stay stay, Instant? end) =>
        new(lot, new TimeRange(stay.Since, end), stay.MostDoses, facility, stay.Unit);
}
