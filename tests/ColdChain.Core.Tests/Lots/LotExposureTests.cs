using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Lots;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Lots;

public sealed class LotExposureTests
{
    private static readonly Vaccine HepB = VaccineCatalogue.Find("HEPB");
    private static readonly TimeRange Day = new(Paper.Hour(0), Paper.Hour(24));
    private static readonly UnitWatch.Yardstick Yardstick = new(HepB.IsInRange, StorageProfile.DefaultLongestInterval);

    // LT-12
    [Fact]
    public void A_reading_speaks_until_the_next_or_for_30_minutes_and_then_nobody_knows()
    {
        WatchedTime watched = UnitWatch.Of([Sensor("top", (1, 5_000), (1.25, 9_000), (1.5, 5_000))], Yardstick, Day);
        Assert.Equal(
            [
                Span(0, 1, Watch.Unobserved), Span(1, 1.25, Watch.InRange), Span(1.25, 1.5, Watch.Out),
                Span(1.5, 2, Watch.InRange), Span(2, 24, Watch.Unobserved),
            ],
            watched.Spans);
        Assert.Equal((5_000, 9_000), (watched.Lowest!.Value.MilliCelsius, watched.Highest!.Value.MilliCelsius));
    }

    // LT-12
    [Fact]
    public void One_sensor_out_of_range_is_out_though_the_other_is_in()
    {
        WatchedTime watched = UnitWatch.Of([Sensor("top", (0, 5_000)), Sensor("bottom", (0, 1_900))], Yardstick, Day);
        Assert.Equal([Span(0, 0.5, Watch.Out), Span(0.5, 24, Watch.Unobserved)], watched.Spans);
    }

    // LT-12
    [Fact]
    public void One_sensor_silent_is_unobserved_though_the_other_is_in_range()
    {
        WatchedTime watched = UnitWatch.Of([Sensor("top", (0, 5_000), (0.5, 5_000)), Sensor("bottom", (0, 5_000))], Yardstick, Day);
        Assert.Equal([Span(0, 0.5, Watch.InRange), Span(0.5, 24, Watch.Unobserved)], watched.Spans);
    }

    // LT-12
    [Fact]
    public void Two_values_of_one_moment_are_both_judged() =>
        Assert.Equal(
            Watch.Out,
            UnitWatch.Of([Sensor("top", (0, 5_000), (0, 9_000))], Yardstick, Day).Spans[0].Watch);

    // LT-12
    [Fact]
    public void A_reading_before_the_leg_speaks_into_it_and_one_of_another_place_does_not()
    {
        PlacedSeries before = Sensor("top", (-0.25, 5_000));
        Assert.Equal(Span(0, 0.25, Watch.InRange), UnitWatch.Of([before], Yardstick, Day).Spans[0]);
        PlacedSeries elsewhere = before with { Placed = new TimeRange(Paper.Hour(0), null) };
        Assert.Equal(Span(0, 24, Watch.Unobserved), Assert.Single(UnitWatch.Of([elsewhere], Yardstick, Day).Spans));
    }

    // LT-13
    [Fact]
    public void Without_a_unit_each_moment_is_the_worst_of_the_suitable_units()
    {
        WatchedTime good = UnitWatch.Of([Sensor("a", (0, 5_000), (0.4, 5_000))], Yardstick, Day);
        WatchedTime bad = UnitWatch.Of([Sensor("b", (0, 9_500), (0.2, 4_000))], Yardstick, Day);
        WatchedTime worst = UnitWatch.WorstOf([good, bad], Day);
        Assert.Equal([Span(0, 0.2, Watch.Out), Span(0.2, 0.7, Watch.InRange), Span(0.7, 24, Watch.Unobserved)], worst.Spans);
        Assert.Equal(9_500, worst.Highest!.Value.MilliCelsius);
    }

    // LT-13
    [Fact]
    public void Without_any_suitable_unit_nobody_knows() =>
        Assert.Equal(Span(0, 24, Watch.Unobserved), Assert.Single(UnitWatch.WorstOf([], Day).Spans));

    // LT-14
    [Fact]
    public void Signed_readings_in_range_at_both_ends_attest_the_drive_and_not_the_loading()
    {
        WatchedTime watched = JourneyWatch.Of(Drive(Paper.SignedJourney(10.5, 11.5)), HepB, Paper.Hour(99));
        Assert.Equal(
            [Span(10, 10.5, Watch.Unobserved), Span(10.5, 11.5, Watch.Attested), Span(11.5, 12, Watch.Unobserved)],
            watched.Spans);
    }

    public static TheoryData<string, JourneyPaper> NotAttested => new()
    {
        { "no arrival temperature", Paper.SignedJourney(10, 12) with { ArrivalTemperature = null } },
        { "no signature of the receiver", Paper.SignedJourney(10, 12) with { ReceivedBy = null } },
        { "no departure time", Paper.SignedJourney(10, 12) with { DepartedAt = null } },
        { "8.1 degrees at arrival", Paper.SignedJourney(10, 12, arrivalMilli: 8_100) },
        { "more than six hours", Paper.SignedJourney(10, 16.001) },
    };

    // LT-14
    [Theory]
    [MemberData(nameof(NotAttested))]
    public void A_journey_with_less_is_unobserved(string what, JourneyPaper paper)
    {
        Journey drive = Drive(paper) with { During = new TimeRange(Paper.Hour(10), Paper.Hour(17)) };
        WatchedTime watched = JourneyWatch.Of(drive, HepB, Paper.Hour(99));
        Assert.True(watched.Spans is [{ Watch: Watch.Unobserved }], what);
    }

    // LT-14
    [Fact]
    public void Longer_than_six_hours_without_a_reading_on_the_way_is_a_finding()
    {
        Assert.Empty(JourneyWatch.Findings(Drive(Paper.SignedJourney(10, 16)), HepB));
        Assert.Equal(LotFindingKind.JourneyUnread, Assert.Single(JourneyWatch.Findings(Drive(Paper.SignedJourney(10, 16.001)), HepB)).Kind);
    }

    // LT-20
    [Theory]
    [InlineData(2_000, 8_000, 0)]
    [InlineData(1_999, 8_000, 1)]
    [InlineData(2_000, 8_001, 1)]
    public void A_hand_reading_out_of_range_is_a_finding(int departure, int arrival, int findings) =>
        Assert.Equal(findings, JourneyWatch.Findings(Drive(Paper.SignedJourney(10, 12, departure, arrival)), HepB).Count());

    // LT-11
    [Fact]
    public void The_four_times_of_a_lot_add_up_to_its_legs()
    {
        Journey drive = Drive(Paper.SignedJourney(10.5, 11.5));
        LotExposure exposure = new(Paper.HepB,
        [
            new(drive, JourneyWatch.Of(drive, HepB, Paper.Hour(99)), IsWorstCase: false),
            new(drive, UnitWatch.Of([Sensor("top", (1, 5_000), (1.25, 9_000))], Yardstick, Day), IsWorstCase: true),
        ]);
        Assert.Equal(26 * 3_600_000L, exposure.Milliseconds);
        Assert.Equal(
            exposure.Milliseconds,
            exposure.InRangeMilliseconds + exposure.OutMilliseconds + exposure.AttestedMilliseconds + exposure.UnobservedMilliseconds);
        Assert.Equal(900_000L, exposure.InRangeMilliseconds);
        Assert.Equal(1_800_000L, exposure.OutMilliseconds);
        Assert.Equal(3_600_000L, exposure.AttestedMilliseconds);
    }

    private static WatchedSpan Span(double from, double to, Watch watch) => new(Paper.Hour(from), Paper.Hour(to), watch);

    private static Journey Drive(JourneyPaper paper) =>
        new(Paper.HepB, new TimeRange(Paper.Hour(10), Paper.Hour(12)), 100, Paper.Facility("qinghe-cdc"), Paper.Facility("gaochuan"))
        {
            Paper = paper,
        };

    private static PlacedSeries Sensor(string name, params (double Hour, int MilliCelsius)[] readings)
    {
        SensorId sensor = SensorId.Parse("gaochuan/fridge-2/" + name, null);
        return new(
            new TimeRange(Paper.Hour(-1_000), null),
            [.. readings.Select(read => new Reading(sensor, Paper.Hour(read.Hour), Temperature.FromMilliCelsius(read.MilliCelsius), ReadingFlags.None))]);
    }
}
