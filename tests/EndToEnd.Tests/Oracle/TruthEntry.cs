using System.Text.Json;

namespace EndToEnd.Tests.Oracle;

/// <summary>One line of firmware-sim's truth log (docs/protocols/scenario.md): what certainly happened on a wire.</summary>
public sealed record TruthEntry
{
    public const string ModbusAnswer = "modbus-answer";
    public const string ModbusLate = "modbus-late";
    public const string ModbusAfterOtherTraffic = "modbus-after-other-traffic";
    public const string MqttSent = "mqtt-sent";
    public const string MqttAcked = "mqtt-acked";
    public const string MqttAckLost = "mqtt-ack-lost";
    public const string MqttDropped = "mqtt-dropped";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required string Kind { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }

    public string? Bus { get; init; }

    public string? Sensor { get; init; }

    public int? MilliCelsius { get; init; }

    /// <summary>The time in the payload, Unix milliseconds; none for a sensor without a clock.</summary>
    public long? PayloadTime { get; init; }

    /// <summary>The message was sent again with DUP.</summary>
    public bool Dup { get; init; }

    /// <summary>The last line may be half written while the simulator runs; it is left for the next look.</summary>
    public static IReadOnlyList<TruthEntry> ReadAll(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        string text = reader.ReadToEnd();
        int whole = text.LastIndexOf('\n') + 1;
        return [.. text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<TruthEntry>(line, Json)!)];
    }
}
