using System.Globalization;

namespace ColdChain.Server.Integrity;

/// <summary>A sealed day as a person names it.</summary>
/// <param name="Sensor">Its id; empty where the file has no name for it.</param>
/// <param name="Day">By the history's calendar.</param>
/// <param name="Part">0 is the day, 1 and on what came late for it.</param>
internal readonly record struct ChunkName(string Sensor, DateOnly Day, int Part)
{
    public string English => string.Create(
        CultureInfo.InvariantCulture, $"sensor {Known(Sensor, "(unknown)")}, day {Day:yyyy-MM-dd}{(Part == 0 ? string.Empty : $", late part {Part}")}");

    public string Chinese => string.Create(
        CultureInfo.InvariantCulture, $"传感器 {Known(Sensor, "（未知）")}，{Day:yyyy-MM-dd}{(Part == 0 ? string.Empty : $"，补传第 {Part} 部分")}");

    private static string Known(string sensor, string unknown) => sensor.Length == 0 ? unknown : sensor;
}
