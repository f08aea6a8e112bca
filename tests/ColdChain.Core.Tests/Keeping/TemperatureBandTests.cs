using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Tests.Keeping;

public sealed class TemperatureBandTests
{
    [Theory] // EX-21
    [InlineData(-273_150, TemperatureBand.FreezeAlarm)]
    [InlineData(-500, TemperatureBand.FreezeAlarm)]
    [InlineData(-499, TemperatureBand.Freezing)]
    [InlineData(0, TemperatureBand.Freezing)]
    [InlineData(1, TemperatureBand.Cold)]
    [InlineData(1_999, TemperatureBand.Cold)]
    [InlineData(2_000, TemperatureBand.InRange)]
    [InlineData(8_000, TemperatureBand.InRange)]
    [InlineData(8_001, TemperatureBand.Warm)]
    [InlineData(15_000, TemperatureBand.Warm)]
    [InlineData(15_001, TemperatureBand.Room)]
    [InlineData(25_000, TemperatureBand.Room)]
    [InlineData(25_001, TemperatureBand.Hot)]
    [InlineData(150_000, TemperatureBand.Hot)]
    public void The_band_of_a_temperature_is_compared_to_the_thousandth(int milliCelsius, TemperatureBand band) =>
        Assert.Equal(band, TemperatureBands.Of(Temperature.FromMilliCelsius(milliCelsius)));

    [Fact] // EX-21
    public void There_are_as_many_bands_as_are_counted() =>
        Assert.Equal(TemperatureBands.Count, Enum.GetValues<TemperatureBand>().Length);
}
