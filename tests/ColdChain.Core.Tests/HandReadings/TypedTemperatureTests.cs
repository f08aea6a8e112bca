using ColdChain.Core.HandReadings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Tests.HandReadings;

public sealed class TypedTemperatureTests
{
    [Theory] // HR-08
    [InlineData("4.5", 4_500)]
    [InlineData(" 4,5 ", 4_500)]
    [InlineData("４．５", 4_500)]
    [InlineData("4。5", 4_500)]
    [InlineData("-20", -20_000)]
    [InlineData("－20.5", -20_500)]
    [InlineData("−0.5", -500)]
    [InlineData("+5", 5_000)]
    [InlineData("4.5℃", 4_500)]
    [InlineData("4.5 °C", 4_500)]
    [InlineData("60", 60_000)]
    public void A_number_is_understood_however_the_keyboard_writes_it(string typed, int milliCelsius)
    {
        Assert.True(TypedTemperature.TryParse(typed, out Temperature value));
        Assert.Equal(milliCelsius, value.MilliCelsius);
    }

    [Theory] // HR-08
    [InlineData(null)]
    [InlineData("")]
    [InlineData("about 4")]
    [InlineData("1.2.3")]
    [InlineData("1,234.5")]
    [InlineData("4e0")]
    [InlineData("60.1")]
    [InlineData("-90.1")]
    [InlineData("405")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999999999")]
    public void What_no_thermometer_shows_is_refused(string? typed) =>
        Assert.False(TypedTemperature.TryParse(typed, out _));

    [Theory] // HR-06
    [InlineData(4_500, 6_000, false)]
    [InlineData(4_500, 6_001, true)]
    [InlineData(6_001, 4_500, true)]
    public void More_than_one_and_a_half_degrees_apart_asks_for_a_check_of_the_sensor(int byHand, int automatic, bool needed) =>
        Assert.Equal(
            needed,
            SensorCheck.IsNeeded(Temperature.FromMilliCelsius(byHand), Temperature.FromMilliCelsius(automatic)));
}
