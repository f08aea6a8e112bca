using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>The payload of Sparkplug B: protocol buffers, or the JSON that some gateways write instead.</summary>
/// <param name="Timestamp">Milliseconds since 1970; null when it has none.</param>
internal sealed record SparkplugPayload(ulong? Timestamp, IReadOnlyList<SparkplugMetric> Metrics)
{
    private const int MostFields = 20_000;

    private const int MostFieldsOfMetric = 200;

    private const int LongestName = 300;

    public static SparkplugPayload? Read(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? ReadJson(bytes) : ReadProtobuf(bytes);

    private static SparkplugPayload? ReadProtobuf(ReadOnlyMemory<byte> bytes)
    {
        if (!ProtobufReader.TryRead(bytes, MostFields, out IReadOnlyList<ProtobufField> fields))
        {
            return null;
        }

        ulong? timestamp = null;
        List<SparkplugMetric> metrics = [];
        foreach (ProtobufField field in fields)
        {
            if (field.Number == 1)
            {
                timestamp = field.Value;
            }
            else if (field.Number == 2)
            {
                if (!ProtobufReader.TryRead(field.Bytes, MostFieldsOfMetric, out IReadOnlyList<ProtobufField> metric))
                {
                    return null;
                }

                metrics.Add(Metric(metric));
            }
        }

        return new SparkplugPayload(timestamp, metrics);
    }

    /// <summary>Numbers of the fields: sparkplug_b.proto, message Metric.</summary>
    private static SparkplugMetric Metric(IReadOnlyList<ProtobufField> fields)
    {
        SparkplugMetric metric = new(null, null, null);
        ulong type = 0;
        bool isNull = false;
        foreach (ProtobufField field in fields)
        {
            metric = field.Number switch
            {
                1 => metric with { Name = Text(field.Bytes) },
                2 => metric with { Alias = field.Value },
                3 => metric with { Timestamp = field.Value },
                5 => metric with { IsHistorical = field.Value != 0 },
                9 => metric with { EngineeringUnit = EngineeringUnit(field.Bytes) },
                >= 10 and <= 15 => metric with { Value = Value(field, type) },
                _ => metric,
            };
            type = field.Number == 4 ? field.Value : type;
            isNull |= field.Number == 7 && field.Value != 0;
        }

        return isNull ? metric with { Value = null } : metric;
    }

    /// <summary>Types 1 to 4 are signed; the wire has their two's complement.</summary>
    private static JsonValue? Value(ProtobufField field, ulong type) => unchecked((field.Number, type) switch
    {
        (10, 1) => JsonValue.Create((sbyte)field.Value),
        (10, 2) => JsonValue.Create((short)field.Value),
        (10, 3) => JsonValue.Create((int)field.Value),
        (10, _) => JsonValue.Create((uint)field.Value),
        (11, 4) => JsonValue.Create((long)field.Value),
        (11, _) => JsonValue.Create(field.Value),
        (12, _) => Number(BitConverter.UInt32BitsToSingle((uint)field.Value)),
        (13, _) => Number(BitConverter.UInt64BitsToDouble(field.Value)),
        (14, _) => JsonValue.Create(field.Value != 0),
        _ => JsonValue.Create(Text(field.Bytes)),
    });

    /// <summary>As text where no number of JSON can say it.</summary>
    private static JsonValue Number(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create("nan");

    // The shortest text that means this float: 4.4 and not 4.400000095.
    private static JsonValue Number(float number) =>
        float.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create("nan");

    /// <summary>Keys (1) and values (2) stand in the same order; a value's text is its field 8.</summary>
    private static string? EngineeringUnit(ReadOnlyMemory<byte> properties)
    {
        if (!ProtobufReader.TryRead(properties, MostFieldsOfMetric, out IReadOnlyList<ProtobufField> fields))
        {
            return null;
        }

        string[] keys = [.. fields.Where(field => field.Number == 1).Select(field => Text(field.Bytes))];
        ReadOnlyMemory<byte>[] values = [.. fields.Where(field => field.Number == 2).Select(field => field.Bytes)];
        int at = Array.FindIndex(keys, key => key.Equals("engUnit", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at < values.Length && ProtobufReader.TryRead(values[at], MostFieldsOfMetric, out IReadOnlyList<ProtobufField> value)
            ? value.Where(field => field.Number == 8).Select(field => Text(field.Bytes)).FirstOrDefault()
            : null;
    }

    private static SparkplugPayload? ReadJson(ReadOnlyMemory<byte> bytes)
    {
        using JsonDocument? json = PayloadJson.Parse(bytes);
        if (json is null || !json.RootElement.TryGetProperty("metrics", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return new SparkplugPayload(
            Whole(json.RootElement, "timestamp"),
            [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Take(MostFields).Select(JsonMetric)]);
    }

    private static SparkplugMetric JsonMetric(JsonElement metric) => new(
        metric.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null,
        Whole(metric, "alias"),
        metric.TryGetProperty("value", out JsonElement value) ? JsonSerializer.SerializeToNode(value) : null)
    {
        Timestamp = Whole(metric, "timestamp"),
    };

    private static ulong? Whole(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.Number && found.TryGetUInt64(out ulong whole)
            ? whole
            : null;

    private static string Text(ReadOnlyMemory<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, LongestName)]);
}
