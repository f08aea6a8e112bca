using System.Globalization;

namespace ColdChain.Core.Temperatures;

/// <summary>Temperatures as people read them, in degrees Celsius without the unit sign.</summary>
/// <remarks>
/// What is shown may not contradict what was decided: 8.040 °C beside an alarm for "above 8.0 °C" must not print
/// as 8.0. So one decimal, unless rounding would move the value to the other side of a limit or onto it; then all
/// that it has.
/// </remarks>
public static class TemperatureText
{
    /// <summary>One decimal, rounded half away from zero.</summary>
    public static string Show(Temperature value) => Tenths(value).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>One decimal where that keeps the value on its side of every limit given, else up to three.</summary>
    public static string Show(Temperature value, params ReadOnlySpan<Temperature> limits)
    {
        int shown = decimal.ToInt32(Tenths(value) * 1000m);
        foreach (Temperature limit in limits)
        {
            if (value.CompareTo(limit) != shown.CompareTo(limit.MilliCelsius))
            {
                return (value.MilliCelsius / 1000m).ToString("0.0##", CultureInfo.InvariantCulture);
            }
        }

        return Show(value);
    }

    /// <summary>All three decimals, always.</summary>
    public static string Exact(Temperature value) =>
        (value.MilliCelsius / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    private static decimal Tenths(Temperature value) =>
        decimal.Round(value.MilliCelsius / 1000m, 1, MidpointRounding.AwayFromZero);
}
