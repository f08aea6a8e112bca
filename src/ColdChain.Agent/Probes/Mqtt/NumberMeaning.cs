using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>What a number of a device means: its scale, and the numbers by which the device says that it has none.</summary>
internal sealed record NumberMeaning
{
    internal const string Ds18b20 = "ds18b20";

    /// <summary>Data sheet of the DS18B20, power-on reset value of the temperature register.</summary>
    private static readonly Temperature PowerUp = SentinelValues.PowerUp;

    /// <summary>What the usual libraries return for a DS18B20 that does not answer (DEVICE_DISCONNECTED_C).</summary>
    private static readonly Temperature NoProbe = Temperature.FromMilliCelsius(-127_000);

    /// <summary>Beyond this a number is no temperature on any scale, and converting it could overflow.</summary>
    private const decimal Absurd = 1_000_000m;

    private const decimal ZeroCelsiusInKelvin = 273.15m;

    public NumberScale Scale { get; init; }

    /// <summary>The number times this is in degrees: 0.1 for tenths.</summary>
    public decimal Factor { get; init; } = 1m;

    public bool IsDs18b20 { get; init; }

    /// <summary>As the payload writes them, before <see cref="Factor"/>.</summary>
    public IReadOnlyList<decimal> Sentinels { get; init; } = [];

    /// <summary>Pure; never throws. Rounds once, to the thousandth.</summary>
    public ProbeValue Interpret(decimal number)
    {
        if (decimal.Abs(number) > Absurd || decimal.Abs(number * Factor) > Absurd)
        {
            return ProbeValue.OutOfRange(number);
        }

        decimal degrees = number * Factor;
        Temperature value = Scale switch
        {
            NumberScale.Celsius => Temperature.FromCelsius(degrees),
            NumberScale.Fahrenheit => Temperature.FromFahrenheit(degrees),
            NumberScale.Kelvin => Temperature.FromCelsius(degrees - ZeroCelsiusInKelvin),
        };
        return value switch
        {
            _ when Sentinels.Contains(number) => ProbeValue.Sentinel(number, "is listed under sentinels"),
            _ when IsDs18b20 && value == PowerUp => ProbeValue.Sentinel(number, "is what a ds18b20 has at power-up, before it measured"),
            _ when IsDs18b20 && value == NoProbe => ProbeValue.Sentinel(number, "is what libraries give for a ds18b20 that does not answer"),
            _ when !ReadingLimits.IsPlausible(value) => ProbeValue.OutOfRange(number),
            _ => new ProbeValue.Measured(value),
        };
    }
}
