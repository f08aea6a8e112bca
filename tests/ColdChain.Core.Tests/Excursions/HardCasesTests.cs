using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>The cases at which systems of this kind are known to go wrong, one named test each.</summary>
/// <remarks>
/// <code>
///   exactly 8.000 and 2.000         Exactly_eight_and_exactly_two_degrees_are_in_range_all_day
///   8.001                           A_thousandth_above_eight_is_an_excursion_from_that_reading
///   0.0                             Zero_degrees_are_an_alarm_at_once_only_for_what_must_not_freeze
///   -0.5                            At_minus_a_half_the_hour_of_who_begins_and_above_it_does_not
///   one bad reading, then silence   One_bad_reading_and_then_silence_goes_on_and_is_an_alarm_by_the_clock
///   gap at the start                An_excursion_after_a_gap_begins_with_its_reading_and_not_in_the_gap
///   gap in the middle               A_gap_in_the_middle_keeps_it_open_and_is_neither_in_nor_out
///   gap at the end                  A_gap_at_the_end_is_unobserved_until_the_reading_that_returns
///   open at midnight                An_excursion_over_midnight_is_one_and_each_day_has_its_own_minutes
///   freeze and heat in one day      Freeze_and_heat_in_one_day_are_two_excursions_that_share_no_minute
///   both clock changes              On_a_day_of_23_or_25_hours_an_excursion_is_as_long_as_it_was
///   sensor moved, profile changed   PlaceAndProfileTests of ColdChain.Server.Tests: they need the records
/// </code>
/// </remarks>
public sealed class HardCasesTests
{
    private const int MinutesOfADay = 24 * 60;

    [Theory] // EX-05
    [InlineData("8.000")]
    [InlineData("2.000")]
    public void Exactly_eight_and_exactly_two_degrees_are_in_range_all_day(string celsius) => Assert.All(
        StandardProfiles.All.Where(profile => profile.Kind is StorageKind.Fridge or StorageKind.ColdBox),
        profile =>
        {
            Fridge day = Fridge.From(minutes: 0, at: celsius).Then(celsius, forMinutes: MinutesOfADay - 1).Under(profile);

            day.ShouldHaveNoExcursion();
            Assert.Equal(TimeSpan.FromDays(1), Figures(day, from: 0, until: MinutesOfADay).InRange);
        });

    [Fact] // EX-01, EX-05
    public void A_thousandth_above_eight_is_an_excursion_from_that_reading() =>
        Fridge.From(minutes: 0, at: "8.000").Then("8.001").Then("8.000")
            .ShouldHaveOneExcursion(minutes: 1).From(minute: 1).Until(minute: 2).PeakingAt("8.001", minute: 1);

    [Fact] // EX-05, EX-18
    public void Zero_degrees_are_an_alarm_at_once_only_for_what_must_not_freeze()
    {
        Fridge frozen = Fridge.From(minutes: 0, at: "5.0").Then("0.0", forMinutes: 5).Then("5.0");

        frozen.ShouldHaveOneExcursion(minutes: 5).AndNoAlarm();
        frozen.Holding(FreezeSensitiveStock.Always)
            .ShouldHaveOneExcursion(minutes: 5).AndAnAlarm("cn-imm.freeze.at-once", dueAtMinute: 1);
        Fridge.From(minutes: 0, at: "5.0").Then("0.001", forMinutes: 5).Then("5.0").Holding(FreezeSensitiveStock.Always)
            .ShouldHaveOneExcursion(minutes: 5).AndNoAlarm();
    }

    [Fact] // EX-03, EX-05, EX-21
    public void At_minus_a_half_the_hour_of_who_begins_and_above_it_does_not()
    {
        Fridge beside = Fridge.From(minutes: 0, at: "-0.499").Then("-0.499", forMinutes: 90).Under(StandardProfiles.WhoFridge);
        Excursion cold = beside.Then("-0.5", forMinutes: 60).Then("5.0").ShouldHaveExcursions(1)[0];

        beside.Then("5.0").ShouldHaveOneExcursion(minutes: 91).AndNoAlarm();
        Assert.Equal(Fridge.Minute(91 + 60), Assert.Single(cold.Alarms).DueAt);
        Assert.Equal((60, 91), (Minutes(cold, TemperatureBand.FreezeAlarm), Minutes(cold, TemperatureBand.Freezing)));
    }

    [Fact] // EX-04, EX-06, EX-07
    public void One_bad_reading_and_then_silence_goes_on_and_is_an_alarm_by_the_clock()
    {
        Fridge silent = Fridge.From(minutes: 0, at: "5.0").Then("9.0");

        silent.JudgedAtMinute(10).ShouldHaveOneExcursion(minutes: 0).AndNoAlarm().StillGoingOn();
        silent.JudgedAtMinute(MinutesOfADay).ShouldHaveOneExcursion(minutes: 0).StillGoingOn()
            .AndAnAlarm("cn-imm.high.10min", dueAtMinute: 11);
        silent.Silent(forMinutes: 599).Then("5.0").ShouldHaveOneExcursion(minutes: 30)
            .From(minute: 1).Until(minute: 601).WithUnobserved(minutes: 570);
    }

    [Fact] // EX-01, EX-09
    public void An_excursion_after_a_gap_begins_with_its_reading_and_not_in_the_gap()
    {
        Fridge story = Fridge.From(minutes: 0, at: "5.0").Silent(forMinutes: 119).Then("9.0", forMinutes: 3).Then("5.0");

        story.ShouldHaveOneExcursion(minutes: 3).From(minute: 120).Until(minute: 123).WithUnobserved(minutes: 0);
        Assert.Equal(TimeSpan.FromMinutes(90), Figures(story, from: 0, until: 123).Unobserved);
    }

    [Fact] // EX-06, EX-09
    public void A_gap_in_the_middle_keeps_it_open_and_is_neither_in_nor_out() =>
        Fridge.From(minutes: 0, at: "9.0").Silent(forMinutes: 179).Then("9.0", forMinutes: 5).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 35).From(minute: 0).Until(minute: 185).WithUnobserved(minutes: 150);

    [Fact] // EX-02, EX-09
    public void A_gap_at_the_end_is_unobserved_until_the_reading_that_returns() =>
        Fridge.From(minutes: 0, at: "9.0").Then("9.0", forMinutes: 4).Silent(forMinutes: 115).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 34).From(minute: 0).Until(minute: 120).WithUnobserved(minutes: 86);

    [Fact] // EX-07, EX-14
    public void An_excursion_over_midnight_is_one_and_each_day_has_its_own_minutes()
    {
        Fridge night = Fridge.From(minutes: -60, at: "5.0").Then("5.0", forMinutes: 29).Then("9.0", forMinutes: 50).Then("5.0");

        night.ShouldHaveOneExcursion(minutes: 50).From(minute: -30).Until(minute: 20)
            .AndAnAlarm("cn-imm.high.10min", dueAtMinute: -20);
        Assert.Equal(TimeSpan.FromMinutes(30), Figures(night, from: -MinutesOfADay, until: 0).Out);
        Assert.Equal(TimeSpan.FromMinutes(20), Figures(night, from: 0, until: MinutesOfADay).Out);
    }

    [Fact] // EX-02, EX-16, EX-17
    public void Freeze_and_heat_in_one_day_are_two_excursions_that_share_no_minute()
    {
        IReadOnlyList<Excursion> found = Fridge.From(minutes: 0, at: "5.0").Then("9.0", forMinutes: 45).Then("5.0", forMinutes: 60)
            .Then("-1.0", forMinutes: 45).Then("5.0").Holding(FreezeSensitiveStock.Always).ShouldHaveExcursions(2);

        // 45 minutes on each side: were the sums one, the hour within the day would be full.
        Assert.Equal([(LimitSide.High, 45.0), (LimitSide.Low, 45.0)], found.Select(one => (one.Limit.Side, one.OutFor.TotalMinutes)));
        Assert.Equal(
            ["cn-imm.high.10min@11", "cn-imm.freeze.at-once@106", "cn-imm.low.10min@116"],
            found.SelectMany(one => one.Alarms).Select(alarm => $"{alarm.Rule.Id}@{(alarm.DueAt - Fridge.Begin).TotalMinutes}"));
    }

    [Theory] // EX-14
    [InlineData(3, 8, 23, 60)]
    [InlineData(11, 1, 25, 180)]
    public void On_a_day_of_23_or_25_hours_an_excursion_is_as_long_as_it_was(int month, int day, int hours, int minutesOut)
    {
        // Out from half past one to half past three by the clock on the wall; the clock changes at two.
        TimeRange local = LocalDays.During(new DateOnly(2026, month, day), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        double begin = (local.Start - Fridge.Begin).TotalMinutes;
        Fridge story = Fridge.From(begin, "5.0").Then("5.0", forMinutes: 89).Then("9.0", minutesOut)
            .Then("5.0", (hours * 60) - 90 - minutesOut);

        story.ShouldHaveOneExcursion(minutesOut).From(begin + 90).Until(begin + 90 + minutesOut);
        TemperatureFigures figures = TemperatureFigures.Over(local, story.Readings, story.Profile, local.End!.Value);
        Assert.Equal((minutesOut, (hours * 60) - minutesOut, 0), (figures.Out.TotalMinutes, figures.InRange.TotalMinutes, figures.UnobservedMilliseconds));
    }

    private static TemperatureFigures Figures(Fridge story, double from, double until) => TemperatureFigures.Over(
        new TimeRange(Fridge.Minute(from), Fridge.Minute(until)), story.Readings, story.Profile, Fridge.Minute(until));

    private static long Minutes(Excursion one, TemperatureBand band) => one.OutByBand[band] / 60_000;
}
