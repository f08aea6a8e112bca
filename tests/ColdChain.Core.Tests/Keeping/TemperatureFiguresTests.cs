using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Keeping;

public sealed class TemperatureFiguresTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeRange Day = LocalDays.During(new DateOnly(2026, 5, 1), Shanghai);
    private static readonly Instant LongAfter = Some.Minute(100_000);

    [Fact] // EX-14
    public void A_day_at_five_degrees_is_in_range_from_end_to_end()
    {
        TemperatureFigures figures = Over(Some.EveryMinute(0, 1440, "5.0"));

        Assert.Equal(TimeSpan.FromDays(1), figures.InRange);
        Assert.Equal(1440, figures.ReadingCount);
        Assert.Equal((Some.Degrees("5.0"), Some.Degrees("5.0"), Some.Degrees("5.0")), (figures.Lowest, figures.Highest, figures.Mean));
    }

    [Fact] // EX-14
    public void Ten_minutes_at_nine_degrees_are_ten_minutes_out()
    {
        TemperatureFigures figures = Over(
            [.. Some.EveryMinute(0, 600, "5.0"), .. Some.EveryMinute(600, 610, "9.0"), .. Some.EveryMinute(610, 1440, "5.0")]);

        Assert.Equal(TimeSpan.FromMinutes(10), figures.Out);
        Assert.Equal(TimeSpan.FromMinutes(1430), figures.InRange);
        Assert.Equal(Some.Degrees("9.0"), figures.Highest);
        Assert.Equal(5_028, figures.Mean!.Value.MilliCelsius); // (5.0 x 1430 + 9.0 x 10) / 1440 = 5.02777...
    }

    [Fact] // EX-09
    public void After_thirty_minutes_without_a_reading_nobody_knows()
    {
        TemperatureFigures figures = Over([.. Some.EveryMinute(0, 1, "5.0"), .. Some.EveryMinute(120, 1440, "5.0")]);

        Assert.Equal(TimeSpan.FromMinutes(90), figures.Unobserved);
        Assert.Equal(TimeSpan.FromMinutes(1350), figures.InRange);
    }

    [Fact] // EX-09
    public void A_day_without_readings_is_unobserved_and_has_no_temperature()
    {
        TemperatureFigures figures = Over([]);

        Assert.Equal(TimeSpan.FromDays(1), figures.Unobserved);
        Assert.Null(figures.Lowest);
        Assert.Null(figures.Mean);
    }

    [Fact]
    public void The_last_reading_of_the_day_before_still_holds_after_midnight()
    {
        TemperatureFigures figures = Over([Some.Reading(-10, "9.0"), Some.Reading(5, "5.0")]);

        Assert.Equal(TimeSpan.FromMinutes(5), figures.Out);
        Assert.Equal(Some.Degrees("9.0"), figures.Highest);
        Assert.Equal(1, figures.ReadingCount);
    }

    [Fact]
    public void What_has_not_passed_yet_is_ahead_and_nothing_else()
    {
        TemperatureFigures figures = TemperatureFigures.Over(
            Day, [.. Some.EveryMinute(0, 700, "5.0")], StandardProfiles.CnImmFridge, Some.Minute(720));

        Assert.Equal(TimeSpan.FromMinutes(720), figures.InRange);
        Assert.Equal(TimeSpan.FromMinutes(720).TotalMilliseconds, figures.AheadMilliseconds);
    }

    [Fact] // EX-14
    public void One_sensor_out_of_range_is_the_units_and_one_silent_is_nobodys_knowledge()
    {
        PlacedSeries top = All([.. Some.EveryMinute(0, 60, "9.0"), .. Some.EveryMinute(60, 1440, "5.0")]);
        PlacedSeries bottom = All([.. Some.EveryMinute(0, 120, "5.0")]);

        TemperatureFigures figures = TemperatureFigures.Over(Day, [top, bottom], StandardProfiles.CnImmFridge, LongAfter);

        Assert.Equal(TimeSpan.FromMinutes(60), figures.Out);
        Assert.Equal(TimeSpan.FromMinutes(89), figures.InRange); // until minute 119 and the 30 that it speaks for
        Assert.Equal(TimeSpan.FromMinutes(1291), figures.Unobserved);
    }

    [Fact]
    public void A_sensor_speaks_for_the_unit_only_while_it_sits_there()
    {
        PlacedSeries before = new(new TimeRange(Some.Minute(-9_999), Some.Minute(60)), [.. Some.EveryMinute(0, 1440, "9.0")]);
        PlacedSeries after = new(new TimeRange(Some.Minute(60), null), [.. Some.EveryMinute(0, 1440, "5.0")]);

        TemperatureFigures figures = TemperatureFigures.Over(Day, [before, after], StandardProfiles.CnImmFridge, LongAfter);

        Assert.Equal(TimeSpan.FromMinutes(60), figures.Out);
        Assert.Equal(TimeSpan.FromMinutes(1380), figures.InRange);
        Assert.Equal(1440, figures.ReadingCount);
    }

    [Fact]
    public void Readings_out_of_order_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Over([Some.Reading(2, "5.0"), Some.Reading(1, "5.0")]));

    [Fact] // EX-14
    public void Whatever_was_measured_the_times_add_up_to_the_day_and_the_mean_lies_between() =>
        Prop.ForAll(
            Fleets(),
            fleet =>
            {
                foreach ((TimeRange day, Instant now) in DaysWithNows(fleet))
                {
                    TemperatureFigures of = TemperatureFigures.Over(day, fleet, StandardProfiles.CnImmFridge, now);
                    long sum = of.InRangeMilliseconds + of.OutMilliseconds + of.UnobservedMilliseconds + of.AheadMilliseconds;
                    Assert.Equal(day.End!.Value.UnixMilliseconds - day.Start.UnixMilliseconds, sum);
                    Assert.True(of is { InRangeMilliseconds: >= 0, OutMilliseconds: >= 0, UnobservedMilliseconds: >= 0 });
                    Assert.True(of.Mean is null || (of.Lowest <= of.Mean && of.Mean <= of.Highest));
                    bool wasOut = of.Highest is not null && (StandardProfiles.CnImmFridge.Violated(of.Highest.Value)
                        ?? StandardProfiles.CnImmFridge.Violated(of.Lowest!.Value)) is not null;
                    Assert.Equal(wasOut, of.OutMilliseconds > 0);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact] // EX-38
    public void Stretches_with_a_hole_between_are_not_joined()
    {
        TemperatureFigures morning = Figures(0, 10);

        Assert.Throws<ArgumentException>(() => TemperatureFigures.Joined([morning, Figures(11, 20)]));
        Assert.Throws<ArgumentException>(() => TemperatureFigures.Joined([]));

        static TemperatureFigures Figures(int from, int until) => TemperatureFigures.Over(
            new TimeRange(Some.Minute(from), Some.Minute(until)), [Some.Reading(0, "5.0")], StandardProfiles.CnImmFridge, LongAfter);
    }

    [Fact] // EX-14, EX-38
    public void A_day_is_the_sum_of_its_parts_wherever_it_is_cut() =>
        Prop.ForAll(
            Fleets(),
            Gen.Choose(1, 86_399_999).ToArbitrary(),
            (fleet, cutAfter) =>
            {
                Instant cut = Day.Start + TimeSpan.FromMilliseconds(cutAfter);
                TemperatureFigures whole = Figures(Day);
                TemperatureFigures left = Figures(new TimeRange(Day.Start, cut));
                TemperatureFigures right = Figures(new TimeRange(cut, Day.End));

                Assert.Equal(whole.OutMilliseconds, left.OutMilliseconds + right.OutMilliseconds);
                Assert.Equal(whole.InRangeMilliseconds, left.InRangeMilliseconds + right.InRangeMilliseconds);
                Assert.Equal(whole.ReadingCount, left.ReadingCount + right.ReadingCount);
                Assert.Equal(whole, TemperatureFigures.Joined([left, right]));

                TemperatureFigures Figures(TimeRange during) =>
                    TemperatureFigures.Over(during, fleet, StandardProfiles.CnImmFridge, LongAfter);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static TemperatureFigures Over(IEnumerable<Reading> readings) =>
        TemperatureFigures.Over(Day, [.. readings], StandardProfiles.CnImmFridge, LongAfter);

    private static PlacedSeries All(IReadOnlyList<Reading> readings) => new(new TimeRange(Some.Minute(-9_999), null), readings);

    private static IEnumerable<(TimeRange Day, Instant Now)> DaysWithNows(PlacedSeries[] fleet)
    {
        int odd = fleet.Sum(series => series.Readings.Count);
        yield return (Day, LongAfter);
        yield return (Day, Some.Minute(odd * 7 % 1500));
        TimeZoneInfo havana = TimeZoneInfo.FindSystemTimeZoneById("America/Havana");
        yield return (LocalDays.During(new DateOnly(2026, 11, 1), havana), LongAfter + TimeSpan.FromDays(300));
        yield return (new TimeRange(Some.Minute(7), Some.Minute(7) + TimeSpan.FromMilliseconds(odd % 3)), LongAfter);
    }

    private static Arbitrary<PlacedSeries[]> Fleets()
    {
        Gen<(int Step, int MilliCelsius)> step =
            from seconds in Gen.Frequency((6, Gen.Choose(1, 120_000)), (2, Gen.Choose(1, 5_000_000)))
            from value in Gen.Choose(1_000, 9_500)
            select (seconds, value);
        Gen<PlacedSeries> one =
            from begin in Gen.Choose(-3_000_000, 80_000_000)
            from steps in Gen.ArrayOf(step)
            from placedAt in Gen.Choose(-5_000_000, 60_000_000)
            from stays in Gen.OneOf(Gen.Constant(long.MaxValue), Gen.Choose(0, 90_000_000).Select(ms => (long)ms))
            select Series(begin, steps, placedAt, stays);
        return Gen.ArrayOf(one).Select(all => all.Take(4).ToArray()).ToArbitrary();
    }

    private static PlacedSeries Series(int begin, (int Step, int MilliCelsius)[] steps, int placedAt, long stays)
    {
        Instant at = Day.Start + TimeSpan.FromMilliseconds(begin);
        List<Reading> readings = [];
        foreach ((int step, int milliCelsius) in steps)
        {
            at += TimeSpan.FromMilliseconds(step);
            readings.Add(new Reading(Some.Sensor, at, Temperature.FromMilliCelsius(milliCelsius), ReadingFlags.None));
        }

        Instant placed = Day.Start + TimeSpan.FromMilliseconds(placedAt);
        Instant? removed = stays == long.MaxValue ? null : placed + TimeSpan.FromMilliseconds(stays);
        return new PlacedSeries(new TimeRange(placed, removed), readings);
    }
}
