using System.Globalization;

namespace FirmwareSim.Mqtt;

/// <summary>The JSON that a sensor sends (docs/protocols/mqtt.md §6), composed as firmware does it: by printing.</summary>
internal static class SensorPayload
{
    /// <param name="milliCelsius">Printed with up to three decimals.</param>
    /// <param name="measuredAt">Null: the sensor has no clock.</param>
    public static string Compose(int milliCelsius, DateTimeOffset? measuredAt)
    {
        string temperature = (milliCelsius / 1_000m).ToString("0.00#", CultureInfo.InvariantCulture);
        if (measuredAt is not { } time)
        {
            return $"{{\"temperature\":{temperature}}}";
        }

        string format = time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        return $"{{\"temperature\":{temperature},\"time\":\"{time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)}\"}}";
    }
}
