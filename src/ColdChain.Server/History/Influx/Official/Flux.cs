#if OFFICIAL_CLIENTS
using System.Globalization;
using System.Text.Json;

namespace ColdChain.Server.History.Influx.Official;

/// <summary>The one question that is asked in Flux.</summary>
internal static class Flux
{
    /// <summary>A row for each point with its fields side by side, by time.</summary>
    public static string Points(string bucket, InfluxRange range) => string.Create(CultureInfo.InvariantCulture, $"""
        from(bucket: {Text(bucket)})
          |> range(start: time(v: {range.From}000000), stop: time(v: {range.To}000000))
          |> filter(fn: (r) => r._measurement == {Text(LineProtocol.Measurement)} and r.{LineProtocol.SensorTag} == {Text(range.Sensor.ToString())})
          |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
          |> sort(columns: ["_time"])
        """);

    /// <summary>Quoted as JSON quotes it, which Flux takes; ids and names of buckets have nothing to escape anyway.</summary>
    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
#endif
