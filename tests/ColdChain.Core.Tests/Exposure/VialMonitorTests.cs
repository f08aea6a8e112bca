using ColdChain.Core.Exposure;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Tests.Exposure;

public sealed class VialMonitorTests
{
    [Theory] // EX-33
    [InlineData(VialMonitorType.Vvm30, 14344.5)]
    [InlineData(VialMonitorType.Vvm14, 14338.8)]
    [InlineData(VialMonitorType.Vvm11, 14369.9)]
    [InlineData(VialMonitorType.Vvm7, 14338.8)]
    [InlineData(VialMonitorType.Vvm2, 12732.5)]
    public void The_fit_through_the_two_points_is_the_one_worked_out(VialMonitorType type, double activationKelvin) =>
        Assert.Equal(activationKelvin, VialMonitors.Of(type).ActivationKelvin, tolerance: 0.06);

    [Theory] // EX-33; days, worked out apart from the two points
    [InlineData(VialMonitorType.Vvm30, 8, 3540, 0.5)]
    [InlineData(VialMonitorType.Vvm30, 60, 1.23, 0.005)]
    [InlineData(VialMonitorType.Vvm14, 15, 478, 0.5)]
    [InlineData(VialMonitorType.Vvm11, 20, 162, 0.5)]
    [InlineData(VialMonitorType.Vvm7, 10, 575, 0.5)]
    [InlineData(VialMonitorType.Vvm7, 45, 2.2, 0.05)]
    [InlineData(VialMonitorType.Vvm2, 8, 138, 0.5)]
    [InlineData(VialMonitorType.Vvm2, 25, 10.4, 0.05)]
    public void Life_elsewhere_follows_the_curve(VialMonitorType type, int celsius, double days, double tolerance) =>
        Assert.Equal(days, VialMonitors.Of(type).LifeDays(Temperature.FromMilliCelsius(celsius * 1000)), tolerance);

    [Fact] // EX-33
    public void Every_type_meets_both_of_its_points_and_names_its_source() => Assert.All(VialMonitors.All, monitor =>
    {
        Assert.Equal(monitor.Warm.Days, monitor.LifeDays(monitor.Warm.At), tolerance: 1e-6);
        Assert.Equal(monitor.Cool.Days, monitor.LifeDays(monitor.Cool.At), tolerance: 1e-6);
        Assert.Contains("IN05", monitor.Source, StringComparison.Ordinal);
        Assert.Same(monitor, VialMonitors.Of(monitor.Type));
    });

    [Fact] // EX-33
    public void Only_the_type_with_a_point_that_was_not_seen_is_less_sure() =>
        Assert.Equal([VialMonitorType.Vvm11], VialMonitors.All.Where(monitor => monitor.IsLessSure).Select(monitor => monitor.Type));

    [Fact] // EX-33: 5 °C is given as a floor for these
    public void A_floor_of_the_table_is_kept_by_the_curve()
    {
        Temperature five = Temperature.FromMilliCelsius(5_000);

        Assert.True(VialMonitors.Of(VialMonitorType.Vvm30).LifeDays(five) > 4 * 365);
        Assert.True(VialMonitors.Of(VialMonitorType.Vvm14).LifeDays(five) > 3 * 365);
        Assert.True(VialMonitors.Of(VialMonitorType.Vvm7).LifeDays(five) > 2 * 365);
    }
}
