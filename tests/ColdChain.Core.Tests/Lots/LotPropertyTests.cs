using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Lots;

public sealed class LotPropertyTests
{
    private static readonly string[] Places =
        ["qinghe-cdc", "qinghe-cdc/cold-room-1", "gaochuan", "gaochuan/fridge-1", "gaochuan/fridge-2", "baishi"];

    private static readonly FacilityId[] Facilities = [Paper.Facility("qinghe-cdc"), Paper.Facility("gaochuan"), Paper.Facility("baishi")];

    private static readonly Arbitrary<int[]> Seeds = ArbMap.Default.ArbFor<int[]>();

    // LT-04
    [Fact]
    public void No_balance_is_negative_without_a_finding_before_it() => Prop.ForAll(Seeds, seeds =>
    {
        StockLedger ledger = StockLedger.Fold(Movements(seeds));
        foreach (StockMovement movement in ledger.Movements)
        {
            foreach (FacilityId facility in Facilities.Where(facility => ledger.Balance(Paper.HepB, facility, movement.At) < 0))
            {
                Assert.Contains(ledger.Findings(movement.At), finding =>
                    finding.Kind == LotFindingKind.MoreThanHeld && finding.Place!.Value.Facility == facility);
            }
        }
    }).QuickCheckThrowOnFailure();

    // LT-04
    [Fact]
    public void The_balance_is_the_plain_sum_of_what_came_and_went() => Prop.ForAll(Seeds, seeds =>
    {
        StockMovement[] movements = Movements(seeds);
        StockLedger ledger = StockLedger.Fold(movements);
        foreach (FacilityId facility in Facilities)
        {
            long sum = movements.Sum(movement => Signed(movement, facility));
            Assert.Equal(sum, ledger.Balance(Paper.HepB, facility, Paper.Hour(1_000)));
            IReadOnlyList<LotHolding> held = ledger.At(facility, Paper.Hour(1_000));
            Assert.All(held, holding => Assert.InRange(holding.Doses, 1, sum));
            Assert.True(held.Sum(holding => holding.Doses) >= Math.Max(0, sum));
            if (held.All(holding => holding.IsExact) && !HasUnitFinding(ledger))
            {
                Assert.Equal(Math.Max(0, sum), held.Sum(holding => holding.Doses));
            }
        }
    }).QuickCheckThrowOnFailure();

    // LT-03
    [Fact]
    public void The_order_of_entry_into_the_fold_does_not_matter() => Prop.ForAll(Seeds, seeds =>
    {
        StockMovement[] movements = Movements(seeds);
        StockLedger straight = StockLedger.Fold(movements);
        StockLedger reversed = StockLedger.Fold(movements.Reverse());
        Assert.Equal(straight.Movements, reversed.Movements);
        Assert.Equal(straight.Legs(Paper.HepB, Paper.Hour(50)), reversed.Legs(Paper.HepB, Paper.Hour(50)));
    }).QuickCheckThrowOnFailure();

    // LT-11
    [Fact]
    public void The_legs_of_a_place_cover_exactly_the_moments_at_which_it_held_doses() => Prop.ForAll(Seeds, seeds =>
    {
        StockLedger ledger = StockLedger.Fold(Movements(seeds));
        Placement[] placements = [.. ledger.Legs(Paper.HepB, Paper.Hour(1_000)).OfType<Placement>()];
        for (int quarter = -4; quarter < 200; quarter++)
        {
            Instant moment = Paper.Hour(quarter / 4.0);
            foreach (FacilityId facility in Facilities)
            {
                string[] held = [.. ledger.At(facility, moment).Select(holding => holding.Unit?.ToString() ?? "").Order()];
                string[] drawn = [.. placements
                    .Where(placement => placement.Facility == facility && placement.During.Contains(moment))
                    .Select(placement => placement.Unit?.ToString() ?? "").Order()];
                Assert.Equal(held, drawn);
            }
        }
    }).QuickCheckThrowOnFailure();

    // LT-11
    [Fact]
    public void Every_millisecond_of_a_leg_is_in_exactly_one_span() => Prop.ForAll(Seeds, Seeds, (first, second) =>
    {
        TimeRange leg = new(Paper.Hour(1), Paper.Hour(1) + TimeSpan.FromMilliseconds(7_200_001));
        UnitWatch.Yardstick yardstick = new(VaccineCatalogue.Unknown.IsInRange, StorageProfile.DefaultLongestInterval);
        WatchedTime one = UnitWatch.Of([Series(first), Series(second)], yardstick, leg);
        WatchedTime other = UnitWatch.Of([Series(second)], yardstick, leg);
        AssertCovers(leg, one);
        AssertCovers(leg, UnitWatch.WorstOf([one, other], leg));
    }).QuickCheckThrowOnFailure();

    private static void AssertCovers(TimeRange leg, WatchedTime watched)
    {
        Instant at = leg.Start;
        foreach (WatchedSpan span in watched.Spans)
        {
            Assert.Equal(at, span.Start);
            Assert.True(span.End > span.Start);
            at = span.End;
        }

        Assert.Equal(leg.End, at);
        Assert.Equal(7_200_001, Enum.GetValues<Watch>().Sum(watched.Milliseconds));
    }

    private static bool HasUnitFinding(StockLedger ledger) => ledger.Findings(Paper.Hour(1_000))
        .Any(finding => finding.Kind is LotFindingKind.MoreThanUnitHeld or LotFindingKind.MoreThanHeld);

    private static long Signed(StockMovement movement, FacilityId facility) =>
        (movement.From?.Facility == facility && movement.Kind is not (MovementKind.Receipt or MovementKind.Count) ? -movement.Doses : 0)
        + (movement.To?.Facility == facility && movement.Kind is (MovementKind.Receipt or MovementKind.Transfer) ? movement.Doses : 0);

    private static PlacedSeries Series(int[] seeds) => new(
        new TimeRange(Paper.Hour(0.5), Paper.Hour(2.5)),
        [
            .. seeds.Select(seed => new Reading(
                SensorId.Parse("gaochuan/fridge-1/top", null),
                Paper.Hour(0) + TimeSpan.FromMilliseconds(Bounded(seed, 12_000_000)),
                Temperature.FromMilliCelsius(Bounded(seed, 12_000)),
                ReadingFlags.None)).OrderBy(reading => reading.MeasuredAt),
        ]);

    private static int Bounded(int seed, int bound) => (int)(Math.Abs((seed * 7_919L) + 17) % bound);

    private static StockMovement[] Movements(int[] seeds)
    {
        Paper paper = new();
        foreach (int seed in seeds)
        {
            int hour = Bounded(seed, 41);
            int doses = 1 + Bounded(seed / 3, 30);
            string one = Places[Bounded(seed / 7, Places.Length)];
            string other = Places[Bounded(seed / 11, Places.Length)];
            bool isJourney = Paper.Place(one).Facility != Paper.Place(other).Facility;
            paper = (Bounded(seed / 13, 6), isJourney) switch
            {
                (0 or 1, _) => paper.Supplied(hour, one, doses),
                (2, true) => paper.Issued(hour, (one, other), doses, "CK" + (seed % 5)),
                (3, true) => paper.Received(hour, (one, other), doses, "CK" + (seed % 5)),
                (2 or 3, false) when one != other => paper.Transferred(hour, (one, other), doses),
                (4, _) => paper.Counted(hour, one, doses),
                _ => paper.Used(hour, one, doses),
            };
        }

        return [.. paper.Movements];
    }
}
