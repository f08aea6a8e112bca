using System.Globalization;

using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Exposure;

public sealed class MeanKineticTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory] // EX-32; worked out apart with 83.144 kJ/mol and 8.3144e-3 kJ/(mol K)
    [InlineData("25 25 25", 25.00)]
    [InlineData("25 37 8", 29.22)]
    [InlineData("5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 25", 7.76)]
    [InlineData("2 4 6 8", 5.30)]
    public void The_mean_kinetic_temperature_of_equal_hours_is_the_one_worked_out(string celsius, double expected)
    {
        string[] hours = celsius.Split(' ');

        MeanKineticOutcome outcome = Over(hours.Length, Series.Hourly(hours));

        Assert.Equal(expected, outcome.Value!.Value.MilliCelsius / 1000.0, tolerance: 0.005);
    }

    [Fact] // EX-32
    public void A_temperature_weighs_as_long_as_it_held()
    {
        PlacedSeries uneven = Series.Placed([Some.Reading(0, "5.0"), Some.Reading(30, "5.0"), Some.Reading(60, "25.0"), Some.Reading(65, "5.0")]);

        MeanKineticOutcome rare = Over(2, uneven);
        MeanKineticOutcome half = Over(2, Series.Hourly("5.0", "25.0"));

        Assert.True(rare.Value < half.Value);
        Assert.Equal(7.76, rare.Value!.Value.MilliCelsius / 1000.0, tolerance: 0.005); // 5 of 120 minutes at 25 °C, like 1 hour of 24
    }

    [Fact] // EX-32
    public void Beside_freeze_sensitive_vaccine_frost_leaves_it_blank_and_says_why()
    {
        PlacedSeries frost = Series.Hourly("5.0", "0.0", "5.0");

        Assert.Equal(new MeanKineticOutcome(null, MeanKineticBlank.FrostIsNotAveraged), Over(3, frost, isFreezeSensitive: true));
        Assert.NotNull(Over(3, frost).Value);
        Assert.NotNull(Over(3, Series.Hourly("5.0", "0.001", "5.0"), isFreezeSensitive: true).Value);
    }

    [Fact] // EX-32, EX-09
    public void Where_nothing_was_observed_it_is_blank_and_says_why() =>
        Assert.Equal(new MeanKineticOutcome(null, MeanKineticBlank.NothingObserved), Over(3, Series.Placed([])));

    [Fact] // EX-32: a wrong sign gives less
    public void It_is_never_below_the_arithmetic_mean() =>
        Prop.ForAll(
            Series.Any(),
            series =>
            {
                TimeRange hours = new(Some.Midnight, Some.Minute(240));
                MeanKineticOutcome outcome = MeanKinetic.Over(
                    hours, series, StandardProfiles.CnImmFridge.LongestInterval, isFreezeSensitive: false);
                TemperatureFigures figures = TemperatureFigures.Over(hours, [series], StandardProfiles.CnImmFridge, Some.Minute(9_999));

                Assert.Equal(figures.Mean is null, outcome.Value is null);
                Assert.Equal(outcome.Value is null, outcome.Blank is not null);
                Assert.True(figures.Mean is null || (figures.Mean <= outcome.Value && outcome.Value <= figures.Highest));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static MeanKineticOutcome Over(int hours, PlacedSeries series, bool isFreezeSensitive = false) =>
        MeanKinetic.Over(new TimeRange(Some.Midnight, Some.Minute(hours * 60)), series, Hour, isFreezeSensitive);
}
