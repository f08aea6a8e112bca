using System.Globalization;

namespace ColdChain.Core.Temperatures;

/// <summary>A difference of temperatures in whole thousandths of a kelvin: offsets, accuracies, hysteresis.</summary>
/// <remarks>Not a point on any scale, so it cannot be compared with a limit. The default is no difference.</remarks>
public readonly record struct TemperatureDelta : IComparable<TemperatureDelta>
{
    private TemperatureDelta(int milliKelvin) => MilliKelvin = milliKelvin;

    public int MilliKelvin { get; }

    public TemperatureDelta Magnitude => new(Math.Abs(MilliKelvin));

    public static TemperatureDelta FromMilliKelvin(int milliKelvin) => new(milliKelvin);

    public static bool operator <(TemperatureDelta left, TemperatureDelta right) => left.MilliKelvin < right.MilliKelvin;

    public static bool operator >(TemperatureDelta left, TemperatureDelta right) => left.MilliKelvin > right.MilliKelvin;

    public static bool operator <=(TemperatureDelta left, TemperatureDelta right) => left.MilliKelvin <= right.MilliKelvin;

    public static bool operator >=(TemperatureDelta left, TemperatureDelta right) => left.MilliKelvin >= right.MilliKelvin;

    public int CompareTo(TemperatureDelta other) => MilliKelvin.CompareTo(other.MilliKelvin);

    /// <summary>All three decimals, for logs. Written out: the one of the record would print its magnitude's magnitude.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MilliKelvin / 1000m:0.000} K");
}
