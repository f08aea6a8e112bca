using System.Globalization;

namespace ColdChain.Server.Integrity;

/// <summary>The days of a sensor that are bound together, as a person names them.</summary>
/// <param name="Sensor">Its id; empty where the file has no name for it.</param>
/// <param name="From">The first day of the span.</param>
/// <param name="To">The last.</param>
internal readonly record struct BlockName(string Sensor, DateOnly From, DateOnly To)
{
    public string English => string.Create(
        CultureInfo.InvariantCulture, $"sensor {(Sensor.Length == 0 ? "(unknown)" : Sensor)}, days {From:yyyy-MM-dd} to {To:yyyy-MM-dd}");

    public string Chinese => string.Create(
        CultureInfo.InvariantCulture, $"传感器 {(Sensor.Length == 0 ? "（未知）" : Sensor)}，{From:yyyy-MM-dd} 至 {To:yyyy-MM-dd}");
}
