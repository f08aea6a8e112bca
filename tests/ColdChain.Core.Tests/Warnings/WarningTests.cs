using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Tests.Excursions;
using ColdChain.Core.Time;
using ColdChain.Core.Warnings;
using ColdChain.Testing;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Warnings;

/// <summary>EX-19 and EX-20, one story a sentence.</summary>
public sealed class WarningTests
{
    [Theory] // EX-19
    [InlineData("7.501", Warning.NearHigh)]
    [InlineData("7.5", null)]
    [InlineData("8.0", Warning.NearHigh)]
    [InlineData("2.5", null)]
    [InlineData("2.499", Warning.NearLow)]
    public void Half_an_hour_in_range_beyond_the_band_is_a_warning(string celsius, string? rule)
    {
        Fridge fridge = Fridge.From(minutes: 0, at: celsius).Then(celsius, 29).Then("4.0");

        Assert.Equal(rule is null ? [] : [(rule, 0d, 30d)], Told(fridge));
    }

    [Fact] // EX-19
    public void Twenty_nine_minutes_and_a_reading_inside_the_band_are_none() =>
        Assert.Empty(Told(Fridge.From(minutes: 0, at: "7.8").Then("7.8", 28).Then("7.5").Then("7.8", 20)));

    [Fact] // EX-19
    public void It_falls_due_by_the_clock_and_is_over_when_an_excursion_begins()
    {
        Fridge fridge = Fridge.From(minutes: 0, at: "7.8").Then("7.9", 20);

        Assert.Empty(WarningWatch.Over(fridge.Readings, fridge.Profile, Fridge.Minute(29.999)));
        Warning shown = Assert.Single(WarningWatch.Over(fridge.Readings, fridge.Profile, Fridge.Minute(30)));
        Assert.Equal((Fridge.Minute(30), null, Some.Degrees("7.9")), (shown.DueAt, shown.EndedAt, shown.Extreme));
        Assert.Equal([(Warning.NearHigh, 0d, 31d)], Told(fridge.Then("7.9", 10).Then("8.1").Then("7.9", 10)));
    }

    [Fact] // EX-19
    public void From_one_end_of_the_band_to_the_other_it_begins_again() => Assert.Equal(
        [(Warning.NearLow, 20d, 50d)],
        Told(Fridge.From(minutes: 0, at: "7.8").Then("7.8", 19).Then("2.4", 30).Then("5.0")).Where(one => one.Rule == Warning.NearLow));

    [Fact] // EX-19
    public void In_a_freezer_of_the_chinese_rules_above_minus_21_is_beyond_the_band()
    {
        Fridge fridge = Fridge.From(minutes: 0, at: "-20.999").Then("-20.999", 29).Then("-21.0").Under(StandardProfiles.CnImmFreezer);

        Assert.Equal([(Warning.NearHigh, 0d, 30d)], Told(fridge));
    }

    [Theory] // EX-20
    [InlineData("5.0", false)]
    [InlineData("5.001", true)]
    public void More_than_two_kelvins_within_half_an_hour_are_a_warning(string celsius, bool isWarning) => Assert.Equal(
        isWarning ? [(Warning.Rising, 0d, null)] : [],
        Told(Fridge.From(minutes: 0, at: "3.0").Silent(29).Then(celsius)));

    [Fact] // EX-20
    public void Over_more_than_half_an_hour_the_same_rise_is_none() =>
        Assert.Empty(Told(Fridge.From(minutes: 0, at: "3.0").Silent(29.001).Then("5.5")));

    [Theory] // EX-20
    [InlineData("4.501", null)]
    [InlineData("4.5", 2d)]
    public void It_is_said_once_until_the_value_has_fallen_by_half_of_it(string back, double? until) => Assert.Equal(
        [(Warning.Rising, 0d, until)],
        Told(Fridge.From(minutes: 0, at: "3.0").Then("6.0").Then(back).Then("4.6")));

    [Fact] // EX-20
    public void Another_rise_after_that_is_another_warning() => Assert.Equal(
        [(Warning.Rising, 0d, 2d), (Warning.Rising, 2d, null)],
        Told(Fridge.From(minutes: 0, at: "3.0").Then("6.0").Then("3.0").Then("6.0")));

    [Fact] // EX-20
    public void It_is_over_when_an_excursion_begins_and_what_was_out_is_no_rise() => Assert.Equal(
        [(Warning.Rising, 0d, 2d)],
        Told(Fridge.From(minutes: 0, at: "3.0").Then("6.0").Then("9.0").Then("1.0").Then("6.0")));

    [Fact] // EX-20
    public void A_freezer_may_rise_by_five()
    {
        Fridge fridge = Fridge.From(minutes: 0, at: "-30.0").Under(StandardProfiles.CnImmFreezer);

        Assert.Empty(Told(fridge.Then("-25.0")));
        Assert.Equal([(Warning.Rising, 0d, null)], Told(fridge.Then("-24.999")));
    }

    [Fact] // EX-19, EX-20
    public void A_run_that_stops_anywhere_and_goes_on_says_what_one_pass_says() => Prop.ForAll(
        RandomSeries.AnyProfile(),
        RandomSeries.AnySeries(),
        Gen.Choose(0, 1_000).ToArbitrary(),
        (profile, series, seed) =>
        {
            WarningWatch watch = new(profile);
            int middle = seed % series.Length;
            List<Warning> over = [];
            WarningState there = series[..middle].Aggregate(WarningState.Initial, (state, reading) => watch.Step(state, reading, over));
            WarningState once = series[middle..].Aggregate(there, (state, reading) => watch.Step(state, reading, []));
            WarningState end = series[middle..].Aggregate(there, (state, reading) => watch.Step(state, reading, over));
            Instant now = series[^1].MeasuredAt + TimeSpan.FromHours(1);

            Assert.Equal(once.ShownAt(now), end.ShownAt(now));
            Assert.Equal(
                WarningWatch.Over(series, profile, now),
                over.Concat(end.ShownAt(now)).OrderBy(one => one.StartedAt).ThenBy(one => one.RuleId, StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact] // EX-19, EX-20
    public void A_warning_is_never_of_time_out_of_range() => Prop.ForAll(
        RandomSeries.AnyProfile(),
        RandomSeries.AnySeries(),
        (profile, series) =>
        {
            foreach (Warning one in WarningWatch.Over(series, profile, series[^1].MeasuredAt))
            {
                Assert.True(one.DueAt <= (one.EndedAt ?? series[^1].MeasuredAt));
                Assert.DoesNotContain(series, (Reading reading) => profile.Violated(reading.Value) is not null
                    && reading.MeasuredAt >= one.StartedAt && reading.MeasuredAt < (one.EndedAt ?? series[^1].MeasuredAt + TimeSpan.FromDays(1)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static IEnumerable<(string Rule, double From, double? Until)> Told(Fridge fridge) =>
        WarningWatch.Over(fridge.Readings, fridge.Profile, Fridge.Minute(fridge.NextMinute)).Select(one => (
            one.RuleId, (one.StartedAt - Fridge.Begin).TotalMinutes, (one.EndedAt - Fridge.Begin)?.TotalMinutes));
}
