using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Readings;

/// <summary>Numbers by which devices say that they have no temperature (EX-23). Each was seen in captures or in their makers' code.</summary>
public static class SentinelValues
{
    /// <summary>What a DS18B20 holds after power-up, until its first conversion.</summary>
    public static readonly Temperature PowerUp = Temperature.FromMilliCelsius(85_000);

    /// <summary>
    /// How far the readings on both sides must be away for <see cref="PowerUp"/> to be one: no probe warms and cools by
    /// this much within one reading each. As for a jump (EX-25) [P].
    /// </summary>
    public static readonly TemperatureDelta FarAway = TemperatureDelta.FromMilliKelvin(10_000);

    private static readonly (int MilliCelsius, string Meaning)[] Known =
    [
        (-127_000, "probe disconnected (DS18B20 libraries)"),
        (127_940, "supply too weak (DS18B20, 0x07FF)"),
        (300_000, "probe never seen (OpenEnergyMonitor)"),
        (302_000, "out of range (OpenEnergyMonitor)"),
        (304_000, "bad check sum (OpenEnergyMonitor)"),
        (327_670, "0x7FFF in hundredths: no value"),
        (882_600, "error code of the device"),
        (3_276_700, "0x7FFF in tenths: no value"),
        (-3_276_800, "0x8000 in tenths: probe missing"),
        (-327_680, "0x8000 in hundredths: probe missing"),
    ];

    /// <summary>What the device says with this number, or null when it may be a temperature.</summary>
    public static string? Meaning(Temperature value)
    {
        foreach ((int milliCelsius, string meaning) in Known)
        {
            if (milliCelsius == value.MilliCelsius)
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>85.000 °C alone between readings far from it; a single reading of a series has no neighbour to tell by.</summary>
    public static bool IsPowerUp(Temperature? before, Temperature value, Temperature? after) =>
        value == PowerUp && (before is not null || after is not null) && IsFar(before) && IsFar(after);

    private static bool IsFar(Temperature? neighbour) =>
        neighbour is not { } known || (known - PowerUp).Magnitude > FarAway;
}
