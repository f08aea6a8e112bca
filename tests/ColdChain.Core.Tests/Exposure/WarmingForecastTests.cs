using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Exposure;

/// <summary>One reading a minute unless said otherwise; after an ordinary day the rise begins at minute 0, at 4.0 °C.</summary>
public sealed class WarmingForecastTests
{
    private const double Hours = 60;

    private static readonly Limit Eight = StandardProfiles.CnImmFridge.High!;

    [Theory] // EX-35
    [InlineData(25, 300)]
    [InlineData(18, 200)]
    [InlineData(38, 600)]
    public void A_curve_of_warming_is_followed_to_the_limit(double room, double timeConstant)
    {
        double reached = -timeConstant * Math.Log((room - 8) / (room - 4));

        Forecast forecast = Ask([.. Day(), .. Rise(room, timeConstant, until: (int)(reached - 15))]).Forecast!;

        Assert.Equal(reached, (forecast.ReachedAt - Some.Midnight).TotalMinutes, tolerance: 4);
        AssertHolds(forecast, reached);
        Assert.True(forecast.ReachedAt - forecast.Earliest > TimeSpan.FromMinutes(1.5)); // a tenth of the way: a fridge is no single lump
    }

    [Fact] // EX-35
    public void The_nearer_the_limit_the_narrower_the_interval()
    {
        Forecast early = Ask([.. Day(), .. Rise(25, 300, until: 45)]).Forecast!;
        Forecast late = Ask([.. Day(), .. Rise(25, 300, until: 60)]).Forecast!;

        Assert.True(late.Latest - late.Earliest < early.Latest - early.Earliest);
    }

    [Fact] // EX-35
    public void A_transmitter_that_knows_tenths_is_good_enough()
    {
        Reading[] coarse = [.. Rise(25, 300, until: 50).Select(reading =>
            reading with { Value = Temperature.FromTenths((int)Math.Round(reading.Value.MilliCelsius / 100.0)) })];

        Forecast forecast = Ask([.. Day(), .. coarse]).Forecast!;

        AssertHolds(forecast, 63.4); // 300 ln(21/17)
    }

    [Fact] // EX-35
    public void An_ordinary_rise_between_two_runs_of_the_compressor_is_no_doom() =>
        Assert.Equal(ForecastSilence.WithinUsualCycle, Ask([.. Day(), .. Rise(25, 300, until: 31)]).Silence); // 5.97: tops are 6.0

    [Fact] // EX-35
    public void An_excursion_of_yesterday_does_not_pass_for_usual()
    {
        IEnumerable<Reading> yesterday = Day().Select(reading =>
            reading.MeasuredAt >= Some.Minute(-600) && reading.MeasuredAt < Some.Minute(-480)
                ? reading with { Value = Some.Degrees("11.0") }
                : reading);

        Assert.NotNull(Ask([.. yesterday, .. Rise(25, 300, until: 50)]).Forecast);
    }

    [Fact] // EX-35
    public void Without_the_day_before_nobody_knows_what_is_usual() =>
        Assert.Equal(ForecastSilence.UsualCycleUnknown, Ask([.. Day().TakeLast(240), .. Rise(25, 300, until: 50)]).Silence);

    [Theory] // EX-35
    [InlineData("5.0")]
    [InlineData("7.9")]
    public void What_stays_where_it_is_does_not_warm(string celsius) =>
        Assert.Equal(ForecastSilence.NotWarming, Ask([.. Day(), .. Some.EveryMinute(0, 60, celsius)]).Silence);

    [Fact] // EX-35
    public void What_warmed_and_cools_again_does_not_warm() => Assert.Equal(
        ForecastSilence.NotWarming,
        Ask([.. Day(), .. Rise(25, 300, until: 50), .. Some.EveryMinute(50, 62, "6.9")]).Silence);

    [Fact] // EX-35: the compressor is back, and what it takes out is just what comes in
    public void What_warmed_and_hardly_cools_does_not_warm_either() => Assert.Equal(
        ForecastSilence.NotWarming,
        Ask([.. Day(), .. Rise(25, 300, until: 50), .. Some.EveryMinute(50, 62, "7.1")]).Silence);

    [Fact] // EX-35
    public void What_jumped_and_then_creeps_does_not_warm() => Assert.Equal(
        ForecastSilence.NotWarming,
        Ask([.. Day(), .. Enumerable.Range(0, 50).Select(minute => At(minute, minute < 5 ? 5 + (minute * 0.3) : 6.5 + (minute * 0.005)))]).Silence);

    [Fact] // EX-35
    public void The_cycles_of_the_hour_are_no_part_of_the_rise_after_them()
    {
        IEnumerable<Reading> quick = Enumerable.Range(-1500, 1500).Select(minute =>
            At(minute, minute == -15 ? 3.5 : 5 - Math.Cos(2 * Math.PI * minute / 15))); // one went a little deeper

        AssertHolds(Ask([.. quick, .. Rise(25, 300, until: 45)]).Forecast!, 63.4);
    }

    [Fact] // EX-35
    public void A_rise_of_twenty_minutes_is_too_short_to_be_one() =>
        Assert.Equal(ForecastSilence.NotWarming, Ask([.. Day(), .. Rise(40, 200, until: 22)]).Silence);

    [Fact] // EX-35
    public void Three_readings_are_too_few() => Assert.Equal(
        ForecastSilence.TooFewReadings,
        Ask([.. Day(), .. Rise(25, 300, until: 51).Where(reading => (int)(reading.MeasuredAt - Some.Midnight).TotalMinutes % 15 == 5)]).Silence);

    [Fact] // EX-35
    public void A_step_is_not_a_curve_of_warming() => Assert.Equal(
        ForecastSilence.PoorFit,
        Ask([.. Day(), .. Rise(6, 600, until: 50).Select((reading, minute) =>
            minute < 40 ? reading : reading with { Value = Temperature.FromMilliCelsius(reading.Value.MilliCelsius + 2_500) })]).Silence);

    [Fact] // EX-35: a lining that melts holds it there
    public void A_curve_that_levels_off_below_the_limit_says_so() =>
        Assert.Equal(ForecastSilence.LevelsOffBelow, Ask([.. Day(), .. Rise(7.4, 25, until: 59)]).Silence);

    [Fact] // EX-35
    public void Nobody_plans_by_an_estimate_of_half_a_day() => Assert.Equal(
        ForecastSilence.BeyondHorizon,
        WarmingForecast.Of(
            [.. Day(), .. Rise(25, 300, until: 60)], Eight with { Value = Some.Degrees("20.0") }, Some.Minute(60)).Silence);

    [Fact] // EX-35
    public void Beyond_the_limit_it_has_nothing_to_say_of_it_but_of_the_next()
    {
        Reading[] readings = [.. Day(), .. Rise(25, 300, until: 90)];

        Assert.Equal(ForecastSilence.AlreadyBeyond, Ask(readings).Silence);
        Forecast next = WarmingForecast.Of(readings, Eight with { Value = Some.Degrees("12.0") }, Some.Minute(90)).Forecast!;
        AssertHolds(next, 143.8); // 300 ln(21/13)
    }

    [Fact] // EX-35, EX-09
    public void A_sensor_that_fell_silent_says_nothing_of_now()
    {
        Reading[] readings = [.. Day(), .. Rise(25, 300, until: 50)];

        Assert.Equal(ForecastSilence.NoRecentReading, WarmingForecast.Of(readings, Eight, Some.Minute(66)).Silence);
        Assert.Equal(ForecastSilence.NoRecentReading, WarmingForecast.Of([], Eight, Some.Minute(66)).Silence);
    }

    [Theory] // EX-35: a room that cannot be, a curve that creeps up to the limit
    [InlineData(900, 5_000)]
    [InlineData(8.001, 20)]
    public void A_curve_at_the_edge_of_the_model_has_an_answer_too(double room, double timeConstant)
    {
        ForecastOutcome outcome = Ask([.. Day(), .. Rise(room, timeConstant, until: 45).TakeWhile(reading => !Eight.IsOutside(reading.Value))]);

        Assert.Equal(outcome.Forecast is null, outcome.Silence is not null);
    }

    [Fact] // EX-35
    public void Whatever_was_measured_there_is_a_forecast_or_a_reason_and_its_moments_are_in_order() =>
        Prop.ForAll(
            Rises(),
            readings =>
            {
                ForecastOutcome outcome = Ask(readings);

                Assert.Equal(outcome.Forecast is null, outcome.Silence is not null);
                Assert.True(outcome.Forecast is not { } said || (readings[^1].MeasuredAt <= said.Earliest
                    && said.Earliest <= said.ReachedAt && !(said.Latest < said.ReachedAt)));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static ForecastOutcome Ask(IReadOnlyList<Reading> readings) =>
        WarmingForecast.Of(readings, Eight, readings[^1].MeasuredAt);

    private static void AssertHolds(Forecast forecast, double minute)
    {
        Assert.InRange((forecast.Earliest - Some.Midnight).TotalMinutes, 0, minute);
        Assert.True(forecast.Latest >= Some.Minute(minute));
    }

    /// <summary>Cycles of an hour between 4.0 and 6.0 °C; the last reading is a minute before midnight.</summary>
    private static IEnumerable<Reading> Day() => Enumerable.Range(-1500, 1500).Select(minute =>
        At(minute, 5 - Math.Cos(2 * Math.PI * minute / Hours)));

    /// <summary>Newton's law from 4.0 °C at midnight.</summary>
    private static IEnumerable<Reading> Rise(double room, double timeConstant, int until) =>
        Enumerable.Range(0, until).Select(minute => At(minute, room - ((room - 4) * Math.Exp(-minute / timeConstant))));

    private static Reading At(int minute, double celsius) =>
        new(Some.Sensor, Some.Minute(minute), Temperature.FromMilliCelsius((int)Math.Round(celsius * 1000)), ReadingFlags.None);

    /// <summary>Any curve, with any noise, cut anywhere.</summary>
    private static Arbitrary<Reading[]> Rises() =>
        (from room in Gen.Choose(-10, 60)
         from timeConstant in Gen.Choose(5, 3_000)
         from until in Gen.Choose(1, 200)
         from noise in Gen.ArrayOf(Gen.Choose(-400, 400))
         select (Reading[])[.. Day(), .. Rise(room, timeConstant, until).Select((reading, index) => noise.Length == 0
             ? reading
             : reading with { Value = Temperature.FromMilliCelsius(reading.Value.MilliCelsius + noise[index % noise.Length]) })])
        .ToArbitrary();
}
