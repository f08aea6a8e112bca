using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Testing;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-24, and what it does to the figures.</summary>
public sealed class StuckTests
{
    private const int Day = 1440;

    [Fact] // EX-24
    public void A_value_unchanged_for_exactly_24_hours_is_stuck_from_then_on_until_it_changes()
    {
        ObservationFinding stuck = Fridge.From(minutes: 0, at: "5.0").Then("5.0", forMinutes: Day + 59).Then("5.1")
            .OnlyFindingBy(minute: Day + 60);

        Assert.Equal((ObservationKind.Stuck, (Day, Day + 60)), (stuck.Kind, stuck.Minutes()));
        Assert.Equal(Some.Degrees("5.0"), stuck.Value);
    }

    [Fact] // EX-24
    public void A_minute_less_is_not_stuck_and_neither_is_a_value_that_moved_by_a_thousandth()
    {
        Assert.Empty(Fridge.From(minutes: 0, at: "5.0").Then("5.0", forMinutes: Day - 1).Then("5.1").FindingsBy(minute: Day));
        Assert.Empty(Fridge.From(minutes: 0, at: "5.0").Then("5.0", forMinutes: 700).Then("5.001").Then("5.0", forMinutes: 1400)
            .FindingsBy(minute: 2102));
    }

    [Fact] // EX-24
    public void Exactly_zero_is_stuck_after_an_hour() => Assert.Equal(
        (61, null),
        Fridge.From(minutes: 0, at: "-0.1").Then("0.0", forMinutes: 70).OnlyFindingBy(minute: 71).Minutes());

    [Fact] // EX-24
    public void A_stuck_value_in_range_is_unobserved_time_from_then_on()
    {
        TemperatureFigures figures = FiguresOf("5.0");

        Assert.Equal(TimeSpan.FromMinutes(Day + 60), figures.InRange); // and the last hour, in which it moves again
        Assert.Equal(TimeSpan.FromMinutes(300), figures.Unobserved);
    }

    [Fact] // EX-24
    public void A_stuck_value_out_of_range_goes_on_to_count_as_out() =>
        Assert.Equal(TimeSpan.FromMinutes(Day + 300), FiguresOf("9.0").Out);

    [Fact] // EX-24, LT-12
    public void A_stuck_sensor_does_not_speak_for_a_lot_either()
    {
        PlacedSeries series = new(
            new TimeRange(Fridge.Begin, null), [.. Some.EveryMinute(0, Day + 300, "5.0"), .. Some.EveryMinute(Day + 300, Day + 360, "5.1")]);
        WatchedTime watched = UnitWatch.Of(
            [series],
            new UnitWatch.Yardstick(value => value < Some.Degrees("8.0"), TimeSpan.FromMinutes(30)),
            new TimeRange(Fridge.Begin, Fridge.Minute(Day + 360)));

        Assert.Equal(300 * 60_000, watched.Milliseconds(Watch.Unobserved));
    }

    [Fact] // EX-24
    public void A_silence_of_more_than_24_hours_begins_it_anew()
    {
        Reading[] broken = [Some.Reading(0, "5.0"), Some.Reading(Day + 0.001, "5.0")];
        Reading[] whole = [Some.Reading(0, "5.0"), Some.Reading(Day, "5.0")];

        Assert.False(StuckRun.UpTo(broken, 1).IsStuck);
        Assert.True(StuckRun.UpTo(whole, 1).IsStuck);
    }

    [Fact] // EX-24
    public void The_figures_leave_out_exactly_what_is_stuck_by_the_sentence_of_the_rule() => Prop.ForAll(
        Observed.RepeatingSeries(),
        series =>
        {
            long expected = 0;
            for (int index = 0; index + 1 < series.Length; index++)
            {
                long until = (series[index + 1].MeasuredAt - series[index].MeasuredAt).Ticks / TimeSpan.TicksPerMillisecond;
                bool isSilent = series[index].Value != Some.Degrees("9.0") && series[index].Value != Some.Degrees("0.0") && IsStuck(series, index);
                expected += isSilent ? until : Math.Max(0, until - 1_800_000);
            }

            TimeRange during = new(series[0].MeasuredAt, series[^1].MeasuredAt);
            Assert.Equal(expected, TemperatureFigures.Over(during, series, StandardProfiles.CnImmFridge, series[^1].MeasuredAt).UnobservedMilliseconds);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(40));

    [Fact] // EX-14, EX-24
    public void Figures_need_no_more_than_two_days_before_to_know_what_is_stuck() => Prop.ForAll(
        Observed.RepeatingSeries(),
        Gen.Choose(0, 10_000_000).ToArbitrary(),
        (series, seed) =>
        {
            Instant from = series[0].MeasuredAt + TimeSpan.FromSeconds(seed % (1 + (long)(series[^1].MeasuredAt - series[0].MeasuredAt).TotalSeconds));
            TimeRange during = new(from, series[^1].MeasuredAt + TimeSpan.FromHours(1));
            Reading[] recent = [.. series.Where(reading => reading.MeasuredAt >= from - StuckRun.Lookback - StandardProfiles.CnImmFridge.LongestInterval)];

            Assert.Equal(
                TemperatureFigures.Over(during, series, StandardProfiles.CnImmFridge, during.End!.Value),
                TemperatureFigures.Over(during, recent, StandardProfiles.CnImmFridge, during.End.Value));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(40));

    /// <summary>The sentence, word for word, without regard to speed.</summary>
    private static bool IsStuck(Reading[] series, int index)
    {
        int first = index;
        while (first > 0 && series[first - 1].Value == series[index].Value
            && series[first].MeasuredAt - series[first - 1].MeasuredAt <= TimeSpan.FromHours(24))
        {
            first--;
        }

        return series[index].MeasuredAt - series[first].MeasuredAt >= TimeSpan.FromHours(24);
    }

    private static TemperatureFigures FiguresOf(string stuckAt)
    {
        Fridge fridge = Fridge.From(minutes: 0, at: stuckAt).Then(stuckAt, forMinutes: Day + 299).Then("5.1", forMinutes: 60);
        return TemperatureFigures.Over(
            new TimeRange(Fridge.Begin, Fridge.Minute(Day + 360)), fridge.Readings, fridge.Profile, Fridge.Minute(Day + 360));
    }
}
