using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Exposure;

public sealed class VialMonitorBudgetTests
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    [Theory] // EX-33; worked out apart from the two points of the table
    [InlineData(VialMonitorType.Vvm14, 24, "25.0", 0.01111)]
    [InlineData(VialMonitorType.Vvm7, 48, "37.0", 0.28571)]
    [InlineData(VialMonitorType.Vvm2, 48, "37.0", 1.0)]
    [InlineData(VialMonitorType.Vvm2, 24, "25.0", 0.0958)]
    [InlineData(VialMonitorType.Vvm2, 10, "12.0", 0.005697)]
    [InlineData(VialMonitorType.Vvm30, 24, "25.0", 0.00518)]
    public void Hours_at_one_temperature_use_the_share_worked_out(VialMonitorType type, int hours, string celsius, double share)
    {
        VialMonitorShare of = Over(type, hours, Series.Placed([.. Some.EveryMinute(0, hours * 60, celsius)]));

        Assert.Equal(share, of.Used, tolerance: share * 0.001);
        Assert.False(of.IsAssumed);
    }

    [Fact] // EX-33
    public void Between_two_readings_the_mean_of_both_rates_counts()
    {
        VialMonitorShare of = Over(VialMonitorType.Vvm7, 0.5, Series.Placed([Some.Reading(0, "37.0"), Some.Reading(30, "25.0")]));

        Assert.Equal(((1 / 7.0) + (1 / 45.0)) / 2 / 48, of.Used, tolerance: 1e-9);
    }

    [Theory] // EX-33
    [InlineData("25.0", "37.0")]
    [InlineData("37.0", "25.0")]
    public void Through_a_gap_the_warmer_side_counts_and_is_marked_as_assumed(string before, string after)
    {
        VialMonitorShare of = Over(VialMonitorType.Vvm7, 12, Series.Placed([Some.Reading(0, before), Some.Reading(12 * 60, after)]));

        Assert.Equal(0.5 / 7, of.Used, tolerance: 1e-9);
        Assert.Equal(of.Used, of.AssumedUsed);
        Assert.Equal(TimeSpan.FromHours(12).TotalMilliseconds, of.AssumedMilliseconds);
    }

    [Fact] // EX-33
    public void A_room_that_is_warmer_than_both_sides_of_a_gap_counts_in_it()
    {
        PlacedSeries gap = Series.Placed([Some.Reading(0, "5.0"), Some.Reading(12 * 60, "5.0")]);

        VialMonitorShare of = VialMonitorBudget.Over(
            Hours(12), gap, VialMonitors.Of(VialMonitorType.Vvm7), HalfHour, ambient: Some.Degrees("37.0"));

        Assert.Equal(0.5 / 7, of.Used, tolerance: 1e-9);
    }

    [Fact] // EX-06, EX-33
    public void After_the_last_reading_its_time_counts_and_then_what_it_said_is_assumed()
    {
        VialMonitorShare of = Over(VialMonitorType.Vvm7, 1, Series.Placed([Some.Reading(0, "37.0")]));

        Assert.Equal(1 / 24.0 / 7, of.Used, tolerance: 1e-9);
        Assert.Equal(of.Used / 2, of.AssumedUsed, tolerance: 1e-9);
        Assert.Equal(HalfHour.TotalMilliseconds, of.AssumedMilliseconds);
    }

    [Fact] // EX-09
    public void Where_nobody_ever_measured_nothing_is_assumed_either()
    {
        VialMonitorShare of = Over(VialMonitorType.Vvm7, 1, Series.Placed([]));

        Assert.Equal((0, false), (of.Used, of.IsAssumed));
        Assert.Equal(TimeSpan.FromHours(1).TotalMilliseconds, of.UnknownMilliseconds);
    }

    [Fact] // EX-34: a monitor says nothing of frost
    public void Hours_of_frost_use_next_to_nothing_of_the_budget() =>
        Assert.InRange(Over(VialMonitorType.Vvm2, 10, Series.Placed([.. Some.EveryMinute(0, 600, "-3.0")])).Used, 0, 0.001);

    [Fact] // EX-33
    public void The_share_of_a_stretch_is_the_sum_of_its_parts_wherever_it_is_cut() =>
        Prop.ForAll(
            Series.Any(),
            Gen.Choose(1, 239).ToArbitrary(),
            (series, cut) =>
            {
                VialMonitorShare whole = Of(Some.Midnight, Some.Minute(240));
                VialMonitorShare left = Of(Some.Midnight, Some.Minute(cut));
                VialMonitorShare right = Of(Some.Minute(cut), Some.Minute(240));

                Assert.Equal(whole.Used, left.Used + right.Used, tolerance: 1e-12);
                Assert.Equal(whole.AssumedMilliseconds, left.AssumedMilliseconds + right.AssumedMilliseconds);
                Assert.InRange(whole.AssumedUsed, 0, whole.Used);

                VialMonitorShare Of(Instant from, Instant until) => VialMonitorBudget.Over(
                    new TimeRange(from, until), series, VialMonitors.Of(VialMonitorType.Vvm11), HalfHour);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static VialMonitorShare Over(VialMonitorType type, double hours, PlacedSeries series) =>
        VialMonitorBudget.Over(Hours(hours), series, VialMonitors.Of(type), HalfHour);

    private static TimeRange Hours(double hours) => new(Some.Midnight, Some.Minute(hours * 60));
}
