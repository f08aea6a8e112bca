using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-29 and EX-31: what a unit with several sensors shows.</summary>
public sealed class UnitShownTests
{
    private const int Minute = 60_000;

    private static readonly TimeRange Hour = new(Some.Midnight, Some.Minute(60));

    [Fact] // EX-29, EX-31
    public void A_unit_is_shown_out_by_any_sensor_and_in_range_only_by_all()
    {
        PlacedSeries good = Always([.. Some.EveryMinute(0, 60, "5.0")]);
        PlacedSeries warm = Always([.. Some.EveryMinute(0, 60, "9.0")]);
        PlacedSeries silent = Always([]);

        Assert.Equal(new UnitShown(ShownVerdict.ShownInRange, 0, 0), Over(good, good));
        Assert.Equal(new UnitShown(ShownVerdict.CannotBeShown, 0, 60 * Minute), Over(good, silent));
        Assert.Equal(new UnitShown(ShownVerdict.ShownOut, 60 * Minute, 60 * Minute), Over(silent, warm));
        Assert.Equal(ShownVerdict.CannotBeShown, Over().Verdict);
    }

    [Fact] // EX-29
    public void Sensors_that_followed_each_other_without_a_gap_show_the_whole()
    {
        PlacedSeries first = new(new TimeRange(Some.Minute(-10), Some.Minute(20)), [.. Some.EveryMinute(-10, 20, "5.0")]);
        PlacedSeries second = new(new TimeRange(Some.Minute(20), null), [.. Some.EveryMinute(20, 60, "5.0")]);
        PlacedSeries late = second with { Placed = new TimeRange(Some.Minute(21), null) };

        Assert.Equal(ShownVerdict.ShownInRange, Over(first, second).Verdict);
        Assert.Equal(new UnitShown(ShownVerdict.CannotBeShown, 0, 1 * Minute), Over(first, late with { Readings = [.. late.Readings.Skip(1)] }));
    }

    [Fact] // EX-14, EX-29, EX-31
    public void It_lies_between_what_was_observed_out_and_all_that_was_not_observed_in_range() => Prop.ForAll(
        Observed.AnySeries(),
        Observed.AnySeries(),
        Gen.Choose(0, 100_000).ToArbitrary(),
        (one, other, begin) =>
        {
            TimeRange during = new(Some.Midnight + TimeSpan.FromSeconds(begin), Some.Midnight + TimeSpan.FromSeconds(begin + 90_000));
            PlacedSeries[] sensors = [Always(one.Readings), Always(other.Readings)];
            UnitShown shown = UnitShown.Over(during, sensors, StandardProfiles.CnImmFridge);
            TemperatureFigures figures = TemperatureFigures.Over(during, sensors, StandardProfiles.CnImmFridge, during.End!.Value);

            Assert.True(shown.OutAtMostMilliseconds >= figures.OutMilliseconds);
            Assert.True(shown.OutAtLeastMilliseconds <= figures.OutMilliseconds + figures.UnobservedMilliseconds);
            Assert.True(figures.OutMilliseconds == 0 || shown.Verdict == ShownVerdict.ShownOut);
            Assert.True(figures.InRangeMilliseconds < 90_000_000 || shown.Verdict == ShownVerdict.ShownInRange);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static UnitShown Over(params PlacedSeries[] sensors) => UnitShown.Over(Hour, sensors, StandardProfiles.CnImmFridge);

    private static PlacedSeries Always(IReadOnlyList<Reading> readings) =>
        new(new TimeRange(Instant.FromUnixMilliseconds(0), null), readings);
}
