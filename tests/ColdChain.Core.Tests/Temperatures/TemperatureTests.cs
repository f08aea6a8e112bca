using System.Globalization;

using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Tests.Temperatures;

public sealed class TemperatureTests
{
    [Theory]
    [InlineData("8", 8_000)]
    [InlineData("-0.5", -500)]
    [InlineData("4.3705", 4_371)] // half of a thousandth rounds away from zero, once
    [InlineData("-4.3705", -4_371)]
    [InlineData("4.37049", 4_370)]
    public void A_temperature_is_whole_thousandths_of_a_degree(string celsius, int milliCelsius) =>
        Assert.Equal(milliCelsius, Temperature.FromCelsius(decimal.Parse(celsius, CultureInfo.InvariantCulture)).MilliCelsius);

    [Theory]
    [InlineData("32", 0)]
    [InlineData("36", 2_222)] // US CDC prints 36 to 46 °F for 2 to 8 °C
    [InlineData("46", 7_778)]
    [InlineData("-40", -40_000)]
    public void Fahrenheit_becomes_celsius_with_one_rounding(string fahrenheit, int milliCelsius) => Assert.Equal(
        milliCelsius, Temperature.FromFahrenheit(decimal.Parse(fahrenheit, CultureInfo.InvariantCulture)).MilliCelsius);

    [Fact]
    public void Tenths_are_exact() => Assert.Equal(-19_900, Temperature.FromTenths(-199).MilliCelsius);

    [Fact]
    public void What_does_not_fit_is_refused_and_never_wraps_around()
    {
        Assert.Throws<OverflowException>(() => Temperature.FromTenths(int.MaxValue));
        Assert.Throws<OverflowException>(() => Temperature.FromCelsius(3_000_000m));
    }

    [Fact]
    public void Points_are_subtracted_to_a_difference_and_a_difference_moves_a_point()
    {
        TemperatureDelta delta = Temperature.FromMilliCelsius(1_500) - Temperature.FromMilliCelsius(2_000);

        Assert.Equal((-500, 500), (delta.MilliKelvin, delta.Magnitude.MilliKelvin));
        Assert.Equal(Temperature.FromMilliCelsius(1_500), Temperature.FromMilliCelsius(2_000) + delta);
    }

    [Fact]
    public void Temperatures_order_by_warmth()
    {
        Assert.True(Temperature.FromMilliCelsius(-1) < default(Temperature));
        Assert.Equal(
            [-500, 0, 8_001],
            new[] { 8_001, -500, 0 }.Select(Temperature.FromMilliCelsius).Order().Select(value => value.MilliCelsius));
    }

    [Theory]
    [InlineData(8_000, "8.0")]
    [InlineData(8_040, "8.04")] // above the limit: must not print as 8.0
    [InlineData(7_960, "7.96")] // below the limit: must not print as 8.0
    [InlineData(8_001, "8.001")]
    [InlineData(8_060, "8.1")]
    [InlineData(1_999, "1.999")]
    [InlineData(-50, "-0.1")]
    [InlineData(5_250, "5.3")]
    public void What_is_shown_never_contradicts_what_was_decided(int milliCelsius, string shown) => Assert.Equal(
        shown,
        TemperatureText.Show(
            Temperature.FromMilliCelsius(milliCelsius), Temperature.FromMilliCelsius(2_000), Temperature.FromMilliCelsius(8_000)));

    [Fact]
    public void For_every_temperature_near_a_limit_the_text_is_on_the_same_side()
    {
        Temperature limit = Temperature.FromMilliCelsius(8_000);
        for (int milliCelsius = 7_800; milliCelsius <= 8_200; milliCelsius++)
        {
            decimal shown = decimal.Parse(
                TemperatureText.Show(Temperature.FromMilliCelsius(milliCelsius), limit), CultureInfo.InvariantCulture);
            Assert.Equal(Math.Sign(milliCelsius - 8_000), Math.Sign(shown - 8.0m));
        }
    }

    [Fact]
    public void A_difference_prints_in_kelvin() =>
        Assert.Equal("-0.500 K", TemperatureDelta.FromMilliKelvin(-500).ToString());
}
