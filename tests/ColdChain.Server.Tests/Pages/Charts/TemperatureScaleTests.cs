using ColdChain.Core.Temperatures;
using ColdChain.Server.Pages.Charts;

namespace ColdChain.Server.Tests.Pages.Charts;

public sealed class TemperatureScaleTests
{
    [Theory]
    [InlineData(new[] { 2_000, 8_000 }, 0, 10_000, 2_000)]
    [InlineData(new[] { -21_300, -18_000 }, -23_000, -17_000, 1_000)]
    [InlineData(new[] { 2_000, 8_000, 41_000 }, 0, 50_000, 10_000)]
    [InlineData(new[] { -200_000, 150_000 }, -250_000, 200_000, 50_000)]
    [InlineData(new int[0], -2_000, 12_000, 2_000)]
    public void The_axis_has_round_degrees_and_room_around_the_values(int[] values, int lowest, int highest, int step)
    {
        TemperatureScale scale = TemperatureScale.Around(values.Select(Temperature.FromMilliCelsius));

        Assert.Equal((lowest, highest), (scale.Lowest.MilliCelsius, scale.Highest.MilliCelsius));
        Assert.Equal(step, scale.Ticks[1].MilliCelsius - scale.Ticks[0].MilliCelsius);
    }
}
