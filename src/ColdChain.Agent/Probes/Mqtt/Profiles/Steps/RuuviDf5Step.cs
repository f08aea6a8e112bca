using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>RuuviTag, data format 5 (RAWv2): the whole Bluetooth advertisement, or its 24 bytes from the format on.</summary>
/// <remarks>Each number has one value for "not available": then the temperature is null, and the others are left out.</remarks>
internal sealed class RuuviDf5Step : IPayloadStep
{
    private const byte Format = 5;
    private const int FormatBytes = 24;

    /// <summary>AD type of manufacturer specific bytes, and the maker's number 0x0499, low byte first.</summary>
    private static ReadOnlySpan<byte> Maker => [0xFF, 0x99, 0x04];

    public bool TryDecode(
        ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, string> topicParts, out JsonObject decoded, out string problem)
    {
        ReadOnlySpan<byte> tag = Find(bytes.Span);
        bool isTag = tag.Length >= FormatBytes && tag[0] == Format;
        decoded = isTag ? Tag(tag) : [];
        problem = isTag ? string.Empty : tag.IsEmpty
            ? "has no part of a RuuviTag (FF9904)"
            : $"is of data format {tag[0]} with {tag.Length} bytes; format {Format} with {FormatBytes} is read";
        return isTag;
    }

    /// <summary>Advertisements are parts of length, type, content.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == FormatBytes && bytes[0] == Format)
        {
            return bytes;
        }

        while (bytes.Length > 1 && bytes[0] > 0 && bytes[0] < bytes.Length)
        {
            ReadOnlySpan<byte> part = bytes.Slice(1, bytes[0]);
            if (part.StartsWith(Maker) && part.Length > Maker.Length)
            {
                return part[Maker.Length..];
            }

            bytes = bytes[(bytes[0] + 1)..];
        }

        return [];
    }

    private static JsonObject Tag(ReadOnlySpan<byte> tag)
    {
        short temperature = BinaryPrimitives.ReadInt16BigEndian(tag[1..]);
        ushort humidity = BinaryPrimitives.ReadUInt16BigEndian(tag[3..]);
        ushort pressure = BinaryPrimitives.ReadUInt16BigEndian(tag[5..]);
        ushort power = BinaryPrimitives.ReadUInt16BigEndian(tag[13..]);
        JsonObject json = new()
        {
            ["temperature"] = temperature == short.MinValue ? null : JsonValue.Create(temperature * 0.005m),
            ["mac"] = Convert.ToHexString(tag[18..FormatBytes]),
        };
        Add(json, "humidity", humidity, ushort.MaxValue, humidity * 0.0025m);
        Add(json, "pressurePa", pressure, ushort.MaxValue, pressure + 50_000m);
        Add(json, "batteryMilliVolts", power >> 5, 0x7FF, (power >> 5) + 1600m);
        Add(json, "movements", tag[15], byte.MaxValue, tag[15]);
        Add(json, "sequence", BinaryPrimitives.ReadUInt16BigEndian(tag[16..]), ushort.MaxValue, BinaryPrimitives.ReadUInt16BigEndian(tag[16..]));
        return json;
    }

    private static void Add(JsonObject json, string name, int written, int notAvailable, decimal value)
    {
        if (written != notAvailable)
        {
            json[name] = value;
        }
    }
}
