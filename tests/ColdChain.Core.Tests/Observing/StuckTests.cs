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
    private const int Mute = 3 * Day;

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
    public void A_value_in_range_that_stood_still_for_three_days_is_unobserved_time_from_then_on()
    {
        TemperatureFigures figures = FiguresOf("5.0");

        Assert.Equal(TimeSpan.FromMinutes(Mute + 60), figures.InRange); // and the last hour, in which it moves again
        Assert.Equal(TimeSpan.FromMinutes(300), figures.Unobserved);
    }

    [Fact] // EX-24
    public void A_value_that_stood_still_for_a_day_is_found_and_still_speaks() => Assert.Equal(
        TimeSpan.Zero,
        TemperatureFigures.Over(
            new TimeRange(Fridge.Begin, Fridge.Minute(Mute)),
            [.. Some.EveryMinute(0, Mute, "5.0")],
            StandardProfiles.CnImmFridge,
            Fridge.Minute(Mute)).Unobserved);

    [Fact] // EX-24
    public void A_stuck_value_out_of_range_goes_on_to_count_as_out() =>
        Assert.Equal(TimeSpan.FromMinutes(Mute + 300), FiguresOf("9.0").Out);

    [Fact] // EX-24, LT-12
    public void A_stuck_sensor_does_not_speak_for_a_lot_either()
    {
        PlacedSeries series = new(
            new TimeRange(Fridge.Begin, null), [.. Some.EveryMinute(0, Mute + 300, "5.0"), .. Some.EveryMinute(Mute + 300, Mute + 360, "5.1")]);
        WatchedTime watched = UnitWatch.Of(
            [series],
            new UnitWatch.Yardstick(value => value < Some.Degrees("8.0"), TimeSpan.FromMinutes(30)),
            new TimeRange(Fridge.Begin, Fridge.Minute(Mute + 360)));

        Assert.Equal(300 * 60_000, watched.Milliseconds(Watch.Unobserved));
    }

    [Fact] // EX-24
    public void A_silence_of_more_than_two_hours_begins_it_anew()
    {
        Reading[] whole = [.. Enumerable.Range(0, 13).Select(number => Some.Reading(120 * number, "5.0"))];
        Reading[] broken = [whole[0], .. whole[1..].Select(one => one with { MeasuredAt = one.MeasuredAt + TimeSpan.FromMilliseconds(1) })];

        Assert.True(StuckRun.UpTo(whole, 12).IsStuck);
        Assert.False(StuckRun.UpTo(broken, 12).IsStuck);
    }

    [Fact] // EX-24
    public void The_figures_leave_out_exactly_what_is_mute_by_the_sentence_of_the_rule() => Prop.ForAll(
        Observed.RepeatingSeries(),
        series =>
        {
            long expected = 0;
            for (int index = 0; index + 1 < series.Length; index++)
            {
                long until = (series[index + 1].MeasuredAt - series[index].MeasuredAt).Ticks / TimeSpan.TicksPerMillisecond;
                bool isSilent = series[index].Value != Some.Degrees("9.0") && series[index].Value != Some.Degrees("0.0") && IsMute(series, index);
                expected += isSilent ? until : Math.Max(0, until - 1_800_000);
            }

            TimeRange during = new(series[0].MeasuredAt, series[^1].MeasuredAt);
            Assert.Equal(expected, TemperatureFigures.Over(during, series, StandardProfiles.CnImmFridge, series[^1].MeasuredAt).UnobservedMilliseconds);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(40));

    [Fact] // EX-14, EX-24
    public void Figures_need_no_more_than_the_lookback_to_know_what_is_mute() => Prop.ForAll(
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
    private static bool IsMute(Reading[] series, int index)
    {
        int first = index;
        while (first > 0 && series[first - 1].Value == series[index].Value
            && series[first].MeasuredAt - series[first - 1].MeasuredAt <= TimeSpan.FromHours(2))
        {
            first--;
        }

        return series[index].MeasuredAt - series[first].MeasuredAt >= TimeSpan.FromHours(72);
    }

    private static TemperatureFigures FiguresOf(string stuckAt)
    {
        Fridge fridge = Fridge.From(minutes: 0, at: stuckAt).Then(stuckAt, forMinutes: Mute + 299).Then("5.1", forMinutes: 60);
        return TemperatureFigures.Over(
            new TimeRange(Fridge.Begin, Fridge.Minute(Mute + 360)), fridge.Readings, fridge.Profile, Fridge.Minute(Mute + 360));
    }
}
