using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>docs/rules/excursions.md, one story a sentence.</summary>
public sealed class ExcursionRulesTests
{
    [Fact] // EX-03
    public void Nine_minutes_at_nine_degrees_are_an_excursion_without_an_alarm() =>
        Fridge.From(minutes: 0, at: "5.0").Then("9.0", forMinutes: 9).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 9).AndNoAlarm();

    [Fact] // EX-03
    public void Ten_minutes_at_nine_degrees_are_an_alarm_under_the_rules_of_immunization_sites() =>
        Fridge.From(minutes: 0, at: "5.0").Then("9.0", forMinutes: 10).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 10).AndAnAlarm("cn-imm.high.10min", dueAtMinute: 11);

    [Fact] // EX-01
    public void An_excursion_begins_at_the_first_reading_outside_under_every_profile()
    {
        foreach (StorageProfile profile in StandardProfiles.All.Where(profile => profile.Kind == StorageKind.Fridge))
        {
            Fridge.From(minutes: 0, at: "5.0").Then("8.1").Then("5.0").Under(profile)
                .ShouldHaveOneExcursion(minutes: 1).From(minute: 1).Until(minute: 2);
        }

        Fridge.From(minutes: 0, at: "-25.0").Then("-19.9").Then("-25.0").Under(StandardProfiles.CnImmFreezer)
            .ShouldHaveOneExcursion(minutes: 1).From(minute: 1).Until(minute: 2);
    }

    [Fact] // EX-02
    public void A_return_of_nine_minutes_does_not_end_it() =>
        Fridge.From(minutes: 0, at: "9.0").Then("5.0", forMinutes: 9).Then("9.0", forMinutes: 2).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 3).From(minute: 0).Until(minute: 12);

    [Fact] // EX-02
    public void A_return_of_ten_minutes_ends_it_at_its_first_reading() =>
        Fridge.From(minutes: 0, at: "9.0").Then("5.0", forMinutes: 10).Then("9.0").Then("5.0").ShouldHaveExcursions(2);

    [Fact] // EX-02
    public void Too_warm_ends_where_the_return_began_also_when_too_cold_follows_within_minutes()
    {
        IReadOnlyList<Excursion> found = Fridge.From(minutes: 0, at: "9.0").Then("5.0", forMinutes: 3).Then("1.0").Then("5.0")
            .ShouldHaveExcursions(2);

        Assert.Equal((LimitSide.High, Fridge.Minute(1)), (found[0].Limit.Side, found[0].EndedAt));
        Assert.Equal((LimitSide.Low, Fridge.Minute(4)), (found[1].Limit.Side, found[1].StartedAt));
    }

    [Fact] // EX-02
    public void From_too_warm_straight_to_too_cold_is_the_end_of_one_and_the_begin_of_another()
    {
        IReadOnlyList<Excursion> found = Fridge.From(minutes: 0, at: "9.0").Then("1.0").Then("5.0").ShouldHaveExcursions(2);

        Assert.Equal(found[1].StartedAt, found[0].EndedAt);
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)], found.Select(one => one.OutFor));
    }

    [Fact] // EX-03
    public void A_rule_waits_anew_after_a_reading_that_is_not_beyond_its_limit() =>
        Fridge.From(minutes: 0, at: "9.0").Then("9.0", forMinutes: 7).Then("5.0").Then("9.0", forMinutes: 9).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 17).AndNoAlarm();

    [Fact] // EX-03
    public void The_freeze_rule_of_who_watches_its_own_limit() =>
        Fridge.From(minutes: 0, at: "1.0").Then("1.0", forMinutes: 29).Then("-0.5", forMinutes: 60).Then("5.0")
            .Under(StandardProfiles.WhoFridge)
            .ShouldHaveOneExcursion(minutes: 90).From(minute: 0).AndAnAlarm("who.freeze.60min", dueAtMinute: 90);

    [Fact] // EX-03
    public void Under_the_enterprise_rules_the_first_reading_is_the_alarm() =>
        Fridge.From(minutes: 0, at: "8.001").Then("5.0").Under(StandardProfiles.CnGspFridge)
            .ShouldHaveOneExcursion(minutes: 1).AndAnAlarm("cn-gsp.high.at-once", dueAtMinute: 0);

    [Fact] // EX-04
    public void An_alarm_falls_due_by_the_clock_when_no_further_reading_comes()
    {
        Fridge story = Fridge.From(minutes: 0, at: "5.0").Then("9.0");

        story.JudgedAtMinute(10.9).ShouldHaveOneExcursion(minutes: 0).AndNoAlarm().StillGoingOn();
        story.JudgedAtMinute(11).ShouldHaveOneExcursion(minutes: 0).AndAnAlarm("cn-imm.high.10min", dueAtMinute: 11).StillGoingOn();
    }

    [Fact] // EX-04
    public void A_late_clock_gives_the_alarm_the_moment_at_which_it_was_due() =>
        Fridge.From(minutes: 0, at: "9.0").JudgedAtMinute(500)
            .ShouldHaveOneExcursion(minutes: 0).AndAnAlarm("cn-imm.high.10min", dueAtMinute: 10);

    [Theory] // EX-05
    [InlineData("8.0", false)]
    [InlineData("8.001", true)]
    [InlineData("2.0", false)]
    [InlineData("1.999", true)]
    public void The_limits_themselves_are_in_range(string celsius, bool isExcursion) =>
        Fridge.From(minutes: 0, at: "5.0").Then(celsius).Then("5.0").ShouldHaveExcursions(isExcursion ? 1 : 0);

    [Theory] // EX-05
    [InlineData("-0.499", false)]
    [InlineData("-0.5", true)]
    public void At_minus_a_half_the_freeze_rule_counts(string celsius, bool isAlarm) => Assert.Equal(
        isAlarm,
        Fridge.From(minutes: 0, at: celsius).Then(celsius, forMinutes: 60).Then("5.0").Under(StandardProfiles.WhoFridge)
            .ShouldHaveExcursions(1)[0].Alarms.Length == 1);

    [Fact] // EX-06, EX-09
    public void A_reading_speaks_for_half_an_hour_and_then_nobody_knows() =>
        Fridge.From(minutes: 0, at: "9.0").Silent(forMinutes: 119).Then("9.0").Then("5.0")
            .ShouldHaveOneExcursion(minutes: 31).From(minute: 0).Until(minute: 121).WithUnobserved(minutes: 90);

    [Fact] // EX-09
    public void Silence_after_a_return_that_stayed_is_not_the_excursions() =>
        Fridge.From(minutes: 0, at: "9.0").Then("5.0").Silent(forMinutes: 300).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 1).Until(minute: 1).WithUnobserved(minutes: 0);

    [Fact] // EX-07
    public void Returns_within_an_excursion_are_not_time_out() =>
        Fridge.From(minutes: 0, at: "9.0").Then("5.0", forMinutes: 5).Then("9.0").Then("5.0")
            .ShouldHaveOneExcursion(minutes: 2).Until(minute: 7).WithUnobserved(minutes: 0);

    [Fact] // EX-08
    public void The_peak_is_the_furthest_out_and_of_equals_the_first() =>
        Fridge.From(minutes: 0, at: "8.5").Then("9.7").Then("9.7").Then("9.0").Then("5.0")
            .ShouldHaveOneExcursion(minutes: 4).PeakingAt("9.7", minute: 1);

    [Fact] // EX-08
    public void The_peak_of_too_cold_is_the_coldest() =>
        Fridge.From(minutes: 0, at: "1.5").Then("-0.3").Then("1.0").Then("5.0")
            .ShouldHaveOneExcursion(minutes: 3).PeakingAt("-0.3", minute: 1);

    [Fact] // EX-12
    public void An_excursion_says_which_limit_and_which_version_of_the_profile_judged()
    {
        Excursion found = Fridge.From(minutes: 0, at: "9.0").Then("5.0").ShouldHaveExcursions(1)[0];

        Assert.Equal(StandardProfiles.CnImmFridge.High, found.Limit);
        Assert.Equal(("CN-IMM/fridge", 2), (found.ProfileId, found.ProfileVersion));
    }

    [Theory] // EX-13
    [InlineData("5.0", "9.0", "9.0")]
    [InlineData("5.0", "1.0", "1.0")]
    [InlineData("9.0", "1.5", "9.0")]
    [InlineData("7.0", "4.0", "7.0")]
    [InlineData("4.0", "6.0", "6.0")]
    public void Of_two_values_for_one_moment_the_one_further_out_is_judged_whichever_came_first(
        string left, string right, string judged)
    {
        (Temperature one, Temperature other) = (Some.Degrees(left), Some.Degrees(right));

        Assert.Equal(Some.Degrees(judged), StandardProfiles.CnImmFridge.FurtherOut(one, other));
        Assert.Equal(Some.Degrees(judged), StandardProfiles.CnImmFridge.FurtherOut(other, one));
    }

    [Fact]
    public void Readings_that_go_back_in_time_are_a_mistake_of_the_caller()
    {
        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        run.Take(Some.Reading(5, "5.0"));

        Assert.Throws<ArgumentException>(() => run.Take(Some.Reading(5, "5.0")));
    }

    [Fact]
    public void A_profile_cannot_ask_for_a_longer_return_than_a_reading_speaks_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardProfiles.CnImmFridge with { ReturnHold = TimeSpan.FromHours(1) });
}
