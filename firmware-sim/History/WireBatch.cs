using System.IO.Compression;
using System.Text.Json;

namespace FirmwareSim.History;

/// <summary>Readings as an agent sends them (docs/protocols/wire.md): gzip JSON, composed here without the agent's or the server's code.</summary>
internal static class WireBatch
{
    /// <summary>What the contract allows in one batch.</summary>
    public const int MostEntries = 5_000;

    public static byte[] Compose(Guid journal, DateTimeOffset agentTime, IReadOnlyList<SequencedReading> readings)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        using (Utf8JsonWriter json = new(gzip))
        {
            json.WriteStartObject();
            json.WriteString("journal", journal.ToString("N"));
            json.WriteString("lane", "backlog");
            json.WriteNumber("agentTime", agentTime.ToUnixTimeMilliseconds());
            json.WriteStartArray("series");
            foreach (IGrouping<string, SequencedReading> series in readings.GroupBy(entry => entry.Reading.Sensor))
            {
                WriteSeries(json, series);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return packed.ToArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, IGrouping<string, SequencedReading> series)
    {
        json.WriteStartObject();
        json.WriteString("sensor", series.Key);
        json.WriteStartArray("readings");
        foreach ((long sequence, PastReading reading) in series)
        {
            json.WriteStartArray();
            json.WriteNumberValue(sequence);
            json.WriteNumberValue(reading.Second * 1_000);
            json.WriteNumberValue(reading.MilliCelsius);
            json.WriteNumberValue(0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
