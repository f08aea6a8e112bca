using System.Numerics;

namespace ColdChain.Core.Temperatures;

/// <summary>A point on the Celsius scale, in whole thousandths of a degree (m°C).</summary>
/// <remarks>
/// Integer, so 8.000 °C is exactly the limit and never 7.9999998. The default is 0 °C. Two points can be subtracted
/// (a <see cref="TemperatureDelta"/>) but not added: the sum of two temperatures means nothing.
/// </remarks>
public readonly record struct Temperature :
    IComparable<Temperature>,
    IAdditionOperators<Temperature, TemperatureDelta, Temperature>,
    ISubtractionOperators<Temperature, Temperature, TemperatureDelta>,
    IComparisonOperators<Temperature, Temperature, bool>
{
    /// <summary>Absolute zero, -273.150 °C: nothing can be measured below it.</summary>
    public const int AbsoluteZeroMilliCelsius = -273_150;

    private Temperature(int milliCelsius) => MilliCelsius = milliCelsius;

    public int MilliCelsius { get; }

    public static Temperature FromMilliCelsius(int milliCelsius) => new(milliCelsius);

    /// <summary>Registers of most Modbus transmitters: tenths of a degree, exact.</summary>
    public static Temperature FromTenths(int tenths) => new(checked(tenths * 100));

    /// <summary>Exact for up to three decimals; further ones round half away from zero, once.</summary>
    /// <exception cref="OverflowException">The value is beyond ±2 147 483 °C.</exception>
    public static Temperature FromCelsius(decimal celsius) =>
        new(checked((int)decimal.Round(celsius * 1000m, 0, MidpointRounding.AwayFromZero)));

    /// <summary>Fahrenheit to Celsius; rounds half away from zero, once.</summary>
    public static Temperature FromFahrenheit(decimal fahrenheit) => FromCelsius((fahrenheit - 32m) * 5m / 9m);

    public static Temperature operator +(Temperature left, TemperatureDelta right) =>
        new(checked(left.MilliCelsius + right.MilliKelvin));

    public static TemperatureDelta operator -(Temperature left, Temperature right) =>
        TemperatureDelta.FromMilliKelvin(checked(left.MilliCelsius - right.MilliCelsius));

    public static bool operator <(Temperature left, Temperature right) => left.MilliCelsius < right.MilliCelsius;

    public static bool operator >(Temperature left, Temperature right) => left.MilliCelsius > right.MilliCelsius;

    public static bool operator <=(Temperature left, Temperature right) => left.MilliCelsius <= right.MilliCelsius;

    public static bool operator >=(Temperature left, Temperature right) => left.MilliCelsius >= right.MilliCelsius;

    public int CompareTo(Temperature other) => MilliCelsius.CompareTo(other.MilliCelsius);

    /// <summary>All three decimals, for logs; people are shown <see cref="TemperatureText"/>.</summary>
    public override string ToString() => TemperatureText.Exact(this);
}
