using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Excursions;

public sealed class LateReadingsTests
{
    private static readonly TimeSpan Hold = StorageProfile.DefaultReturnHold;

    [Fact] // EX-10
    public void In_calm_water_the_run_begins_at_the_late_reading_itself() =>
        Assert.Equal(Some.Minute(50), LateReadings.CalmPointBefore([Range(0, 39)], Some.Minute(50), Hold));

    [Fact] // EX-10
    public void Within_an_excursion_or_soon_after_it_the_run_begins_at_its_start()
    {
        Assert.Equal(Some.Minute(5), LateReadings.CalmPointBefore([Range(5, 40)], Some.Minute(50), Hold));
        Assert.Equal(Some.Minute(5), LateReadings.CalmPointBefore([Range(5, 40)], Some.Minute(7), Hold));
        Assert.Equal(Some.Minute(5), LateReadings.CalmPointBefore([new TimeRange(Some.Minute(5), null)], Some.Minute(7_000), Hold));
    }

    [Fact] // EX-11
    public void An_excursion_that_late_readings_prolong_to_the_front_stays_the_same_one()
    {
        Reconciliation<string> result = LateReadings.Reconcile(
            [new KnownExcursion<string>("A", LimitSide.High, Range(10, 20))],
            Fridge.From(minutes: 7, at: "9.0").Then("9.0", forMinutes: 12).Then("5.0").Excursions);

        Assert.Equal("A", Assert.Single(result.Matched).Key);
        Assert.Empty(result.New);
        Assert.Empty(result.Vanished);
    }

    [Fact] // EX-11
    public void Of_an_excursion_that_late_readings_cut_in_two_the_first_part_stays_the_same_one()
    {
        Reconciliation<string> result = LateReadings.Reconcile(
            [new KnownExcursion<string>("A", LimitSide.High, Range(0, 61))],
            Fridge.From(minutes: 0, at: "9.0").Then("5.0", forMinutes: 59).Then("9.0").Then("5.0").Excursions);

        Assert.Equal(Some.Minute(0), Assert.Single(result.Matched).Value.StartedAt);
        Assert.Equal(Some.Minute(60), Assert.Single(result.New).StartedAt);
    }

    [Fact] // EX-11
    public void What_is_not_found_any_more_vanished_and_too_cold_is_never_taken_for_too_warm()
    {
        Reconciliation<string> result = LateReadings.Reconcile(
            [new KnownExcursion<string>("A", LimitSide.Low, Range(0, 1))],
            Fridge.From(minutes: 0, at: "9.0").Then("5.0").Excursions);

        Assert.Equal("A", Assert.Single(result.Vanished));
        Assert.Single(result.New);
        Assert.Empty(result.Matched);
    }

    private static TimeRange Range(double from, double until) => new(Some.Minute(from), Some.Minute(until));
}
