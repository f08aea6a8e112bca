using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Pages.Overview;
using ColdChain.Server.Pages.Parts;

namespace ColdChain.Server.Tests.Pages.Overview;

public sealed class UnitStandingTests
{
    private static readonly Instant Now = ServerUnderTest.Start;

    [Fact]
    public void A_fridge_heard_a_minute_ago_at_five_degrees_is_in_range() =>
        Assert.Equal(StandingKind.InRange, Of([Sensor(5_000, 1)]).Kind);

    [Fact]
    public void Eight_degrees_are_in_range_and_a_thousandth_more_is_not()
    {
        Assert.Equal(StandingKind.InRange, Of([Sensor(8_000, 1)]).Kind);
        Assert.Equal(StandingKind.Out, Of([Sensor(8_001, 1)]).Kind);
    }

    [Fact]
    public void Silence_is_never_fine()
    {
        Assert.Equal(StandingKind.Delayed, Of([Sensor(5_000, 6)]).Kind);
        Assert.Equal(StandingKind.Delayed, Of([Sensor(5_000, 30)]).Kind);
        Assert.Equal(StandingKind.Silent, Of([Sensor(5_000, 31)]).Kind);
        Assert.Equal(Tone.None, Of([Sensor(5_000, 31)]).Tone);
    }

    [Fact]
    public void One_silent_sensor_of_two_makes_the_unit_silent_and_dates_its_data()
    {
        UnitStanding standing = Of([Sensor(5_000, 0), Sensor(4_000, 90)]);

        Assert.Equal(StandingKind.Silent, standing.Kind);
        Assert.Equal(Now - TimeSpan.FromMinutes(90), standing.DataThrough);
    }

    [Fact]
    public void A_sensor_that_never_sent_leaves_the_unit_without_a_date()
    {
        UnitStanding standing = Of([Sensor(5_000, 0), new SensorNow(SensorId.Parse("a/b/c", CultureInfo.InvariantCulture), null, null)]);

        Assert.Equal(StandingKind.Silent, standing.Kind);
        Assert.Null(standing.DataThrough);
    }

    [Fact]
    public void An_open_excursion_outweighs_the_silence_that_follows_it()
    {
        UnitStanding standing = Of([Sensor(9_000, 60)], Warm(alarm: true));

        Assert.Equal(StandingKind.OutWithAlarm, standing.Kind);
        Assert.True(standing.IsUnheard);
    }

    [Fact]
    public void Back_in_range_while_the_excursion_is_open_is_returning_not_fine() =>
        Assert.Equal(StandingKind.Returning, Of([Sensor(7_000, 0)], Warm(alarm: true)).Kind);

    [Fact]
    public void The_temperature_shown_is_the_one_furthest_out() =>
        Assert.Equal(1_500, Of([Sensor(7_500, 0), Sensor(1_500, 0)]).Value!.Value.MilliCelsius);

    [Fact]
    public void A_unit_without_a_sensor_says_so() =>
        Assert.Equal(StandingKind.WithoutSensor, Of([]).Kind);

    [Fact]
    public void The_order_of_the_overview_is_worst_first() =>
        Assert.Equal(
            [StandingKind.OutWithAlarm, StandingKind.Out, StandingKind.Returning, StandingKind.Silent, StandingKind.WithoutSensor, StandingKind.Delayed, StandingKind.InRange, StandingKind.NotInUse],
            Enum.GetValues<StandingKind>());

    private static UnitStanding Of(SensorNow[] sensors, params OpenExcursion[] open) =>
        UnitStanding.Of(StandardProfiles.CnImmFridge, sensors, open, Now);

    private static SensorNow Sensor(int milliCelsius, int minutesAgo) => new(
        SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture),
        Now - TimeSpan.FromMinutes(minutesAgo),
        Temperature.FromMilliCelsius(milliCelsius));

    private static OpenExcursion Warm(bool alarm) =>
        new(1, LimitSide.High, Now - TimeSpan.FromMinutes(60), Temperature.FromMilliCelsius(9_000), alarm);
}
