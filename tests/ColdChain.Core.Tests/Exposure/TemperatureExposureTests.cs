using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Exposure;

public sealed class TemperatureExposureTests
{
    private static readonly TimeRange Hours = new(Some.Midnight, Some.Minute(240));

    [Fact] // EX-21
    public void Each_band_has_the_time_for_which_its_readings_spoke()
    {
        TemperatureExposure exposure = Over(
            [.. Some.EveryMinute(0, 60, "5.0"), .. Some.EveryMinute(60, 90, "9.0"), .. Some.EveryMinute(90, 100, "15.1"), .. Some.EveryMinute(100, 240, "8.0")]);

        Assert.Equal(Minutes(200), exposure.Bands.InRange);
        Assert.Equal(Minutes(30), exposure.Bands.Warm);
        Assert.Equal(Minutes(10), exposure.Bands.Room);
        Assert.Equal(Minutes(40), exposure.LongestTooWarmMilliseconds);
        Assert.Equal(0, exposure.UnobservedMilliseconds);
        Assert.True(exposure.Freeze.IsNone);
    }

    [Fact] // EX-06, EX-09
    public void A_reading_speaks_for_thirty_minutes_and_then_nobody_knows()
    {
        TemperatureExposure exposure = Over([Some.Reading(0, "9.0"), Some.Reading(100, "5.0")]);

        Assert.Equal(Minutes(30), exposure.Bands.Warm);
        Assert.Equal(Minutes(30), exposure.Bands.InRange);
        Assert.Equal(Minutes(180), exposure.UnobservedMilliseconds);
        Assert.Equal(Minutes(60), exposure.ObservedMilliseconds);
    }

    [Fact] // EX-08
    public void The_peaks_have_the_moment_of_their_first_reading()
    {
        TemperatureExposure exposure = Over(
            [Some.Reading(0, "5.0"), Some.Reading(10, "11.2"), Some.Reading(20, "1.5"), Some.Reading(30, "11.2"), Some.Reading(40, "1.5")]);

        Assert.Equal(new Extreme(Some.Degrees("11.2"), Some.Minute(10)), exposure.Warmest);
        Assert.Equal(new Extreme(Some.Degrees("1.5"), Some.Minute(20)), exposure.Coldest);
    }

    [Fact] // EX-34
    public void Freeze_exposure_tells_zero_from_the_freeze_alarm_and_the_longest_stretch_of_each()
    {
        FreezeExposure freeze = Over(
            [
                .. Some.EveryMinute(0, 10, "1.0"), .. Some.EveryMinute(10, 30, "0.0"), .. Some.EveryMinute(30, 35, "-0.5"),
                .. Some.EveryMinute(35, 40, "0.001"), .. Some.EveryMinute(40, 52, "-2.0"), .. Some.EveryMinute(52, 240, "4.0"),
            ]).Freeze;

        Assert.Equal(new FreezeExposure(Minutes(37), Minutes(25), Minutes(17), Minutes(12)), freeze);
    }

    [Fact] // EX-21, EX-34: nobody saw a return
    public void A_gap_adds_nothing_to_a_stretch_and_ends_none()
    {
        TemperatureExposure exposure = Over([Some.Reading(0, "-1.0"), Some.Reading(120, "-1.0"), Some.Reading(130, "5.0")]);

        Assert.Equal(Minutes(40), exposure.Freeze.LongestAtOrBelowZero);
        Assert.Equal(Minutes(40), exposure.LongestTooColdMilliseconds);
    }

    [Fact] // EX-09
    public void Without_readings_everything_is_unobserved_and_nothing_is_coldest()
    {
        TemperatureExposure exposure = Over([]);

        Assert.Equal(Minutes(240), exposure.UnobservedMilliseconds);
        Assert.Null(exposure.Coldest);
        Assert.Null(exposure.Warmest);
    }

    [Fact]
    public void A_sensor_speaks_for_a_place_only_while_it_is_there()
    {
        PlacedSeries moved = new(new TimeRange(Some.Minute(60), Some.Minute(70)), [.. Some.EveryMinute(0, 240, "9.0")]);

        TemperatureExposure exposure = TemperatureExposure.Over(Hours, moved, StandardProfiles.CnImmFridge);

        Assert.Equal(Minutes(10), exposure.Bands.Warm);
        Assert.Equal(Minutes(230), exposure.UnobservedMilliseconds);
    }

    [Fact] // EX-38
    public void What_a_sensor_read_before_it_came_says_nothing_of_the_place_it_came_to()
    {
        PlacedSeries moved = new(new TimeRange(Some.Minute(60), null), [Some.Reading(50, "9.0"), Some.Reading(75, "5.0")]);

        TemperatureExposure exposure = TemperatureExposure.Over(Hours, moved, StandardProfiles.CnImmFridge);

        Assert.Equal(0, exposure.Bands.Warm);
        Assert.Equal(Minutes(210), exposure.UnobservedMilliseconds);
    }

    [Fact]
    public void A_stretch_that_has_no_end_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(
        () => TemperatureExposure.Over(new TimeRange(Some.Midnight, null), Series.Placed([]), StandardProfiles.CnImmFridge));

    [Fact] // EX-21
    public void Whatever_was_measured_the_bands_and_the_unobserved_time_add_up_and_agree_with_the_day() =>
        Prop.ForAll(
            Series.Any(),
            series =>
            {
                TemperatureExposure of = TemperatureExposure.Over(Hours, series, StandardProfiles.CnImmFridge);
                TemperatureFigures figures = TemperatureFigures.Over(Hours, [series], StandardProfiles.CnImmFridge, Some.Minute(9_999));

                Assert.Equal(Minutes(240), of.Bands.Total + of.UnobservedMilliseconds);
                Assert.Equal(figures.InRangeMilliseconds, of.Bands.InRange);
                Assert.Equal(figures.OutMilliseconds, of.Bands.Total - of.Bands.InRange);
                Assert.Equal((figures.Lowest, figures.Highest), (of.Coldest?.Value, of.Warmest?.Value));
                Assert.InRange(of.LongestTooWarmMilliseconds, 0, of.Bands.Warm + of.Bands.Room + of.Bands.Hot);
                Assert.InRange(of.Freeze.LongestAtOrBelowFreezeAlarm, 0, of.Freeze.LongestAtOrBelowZero);
                Assert.Equal(of.Freeze.AtOrBelowZero > 0, of.Freeze.LongestAtOrBelowZero > 0);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static TemperatureExposure Over(IReadOnlyList<Reading> readings) =>
        TemperatureExposure.Over(Hours, Series.Placed(readings), StandardProfiles.CnImmFridge);

    private static long Minutes(int minutes) => minutes * 60_000L;
}
