using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-29: what a stretch with silences in it shows.</summary>
public sealed class ShownTimeTests
{
    private const int Minute = 60_000;

    [Fact] // EX-29
    public void Without_a_silence_what_is_shown_is_what_was_observed()
    {
        ShownTime inRange = Over(60, [.. Some.EveryMinute(0, 60, "5.0")]);
        ShownTime isOut = Over(60, [.. Some.EveryMinute(0, 50, "5.0"), .. Some.EveryMinute(50, 60, "9.0")]);

        Assert.Equal((ShownVerdict.ShownInRange, 0), (inRange.Verdict, inRange.OutAtMostMilliseconds));
        Assert.Equal((ShownVerdict.ShownOut, 10 * Minute, 10 * Minute), (isOut.Verdict, isOut.OutAtLeastMilliseconds, isOut.OutAtMostMilliseconds));
    }

    [Fact] // EX-29
    public void A_silence_between_two_good_readings_cannot_be_shown_to_have_been_in_range()
    {
        ShownTime shown = Over(121, [Some.Reading(0, "5.0"), Some.Reading(120, "5.0")]);

        Assert.Equal((ShownVerdict.CannotBeShown, 0, 84 * Minute), (shown.Verdict, shown.OutAtLeastMilliseconds, shown.OutAtMostMilliseconds));
    }

    [Fact] // EX-29
    public void A_silence_that_goes_on_is_bounded_by_the_reading_that_follows_the_stretch()
    {
        ShownTime cut = Over(36, [Some.Reading(0, "5.0"), Some.Reading(37, "5.0")]);

        Assert.Equal(ShownVerdict.CannotBeShown, cut.Verdict); // at minute 30.5 it can be at 8.25 °C
        Assert.Equal(1 * Minute, cut.OutAtMostMilliseconds);
        Assert.Equal(ShownVerdict.ShownInRange, Over(36, [Some.Reading(0, "5.0"), Some.Reading(36, "5.0")]).Verdict);
    }

    [Fact] // EX-24, EX-29
    public void A_stuck_value_shows_nothing() => Assert.Equal(
        ShownVerdict.CannotBeShown, Over(4500, [.. Some.EveryMinute(0, 4500, "5.0")]).Verdict);

    [Fact] // EX-29
    public void Without_any_reading_nothing_can_be_shown() => Assert.Equal(ShownVerdict.CannotBeShown, Over(60, []).Verdict);

    [Fact] // EX-14, EX-29
    public void At_least_what_was_observed_out_and_at_most_all_that_was_not_observed_in_range() => Prop.ForAll(
        Observed.AnySeries(),
        Gen.Choose(0, 100_000).ToArbitrary(),
        (series, begin) =>
        {
            Reading[] readings = [.. series.Readings];
            TimeRange during = new(Some.Midnight + TimeSpan.FromSeconds(begin), Some.Midnight + TimeSpan.FromSeconds(begin + 90_000));
            ShownTime shown = ShownTime.Over(during, Placed(readings), StandardProfiles.CnImmFridge);
            TemperatureFigures figures = TemperatureFigures.Over(during, readings, StandardProfiles.CnImmFridge, during.End!.Value);

            Assert.InRange(shown.OutAtLeastMilliseconds, figures.OutMilliseconds, shown.OutAtMostMilliseconds);
            Assert.InRange(shown.OutAtMostMilliseconds, figures.OutMilliseconds, figures.OutMilliseconds + figures.UnobservedMilliseconds);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static ShownTime Over(double minutes, IReadOnlyList<Reading> readings) =>
        ShownTime.Over(new TimeRange(Some.Midnight, Some.Minute(minutes)), Placed(readings), StandardProfiles.CnImmFridge);

    private static PlacedSeries Placed(IReadOnlyList<Reading> readings) =>
        new(new TimeRange(Instant.FromUnixMilliseconds(0), null), readings);
}
