using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>Dragino LHT65 and LHT65N: one record of 11 bytes, or in answers from its memory several.</summary>
/// <remarks>
/// Live: bytes 0-1 battery in mV (14 bits, two bits of state above), 2-3 the room in hundredths of a degree, 4-5 humidity in
/// tenths, 6 what is plugged in (1: a temperature probe), 7-8 the probe in hundredths. From its memory (bit 6 of byte 6):
/// 0-1 the probe, 7-10 the second since 1970 by its own clock. 0x7FFF (327.67) is a probe that is not there.
/// </remarks>
internal sealed class DraginoLht65Step : IPayloadStep
{
    private const int RecordBytes = 11;

    /// <summary>LoRaWAN carries at most 242 bytes.</summary>
    private const int MostRecords = 22;

    private const int TemperatureProbe = 1;

    public bool TryDecode(
        ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, string> topicParts, out JsonObject decoded, out string problem)
    {
        decoded = [];
        problem = string.Empty;
        if (bytes.IsEmpty || bytes.Length % RecordBytes != 0 || bytes.Length > MostRecords * RecordBytes)
        {
            problem = $"has {bytes.Length} bytes; an LHT65 sends records of {RecordBytes}";
            return false;
        }

        JsonArray records = [];
        for (int at = 0; at < bytes.Length; at += RecordBytes)
        {
            records.Add(Record(bytes.Span.Slice(at, RecordBytes)));
        }

        decoded["records"] = records;
        return true;
    }

    private static JsonObject Record(ReadOnlySpan<byte> record)
    {
        int kind = record[6] & 0x3F;
        bool isLogged = (record[6] & 0x40) != 0;
        ushort battery = BinaryPrimitives.ReadUInt16BigEndian(record);
        JsonObject json = new()
        {
            ["TempC_SHT"] = Hundredths(record[2..]),
            ["Hum_SHT"] = BinaryPrimitives.ReadUInt16BigEndian(record[4..]) / 10m,
            ["extKind"] = kind,
            ["datalog"] = isLogged,
        };
        if (kind == TemperatureProbe)
        {
            json["TempC_DS"] = Hundredths(isLogged ? record : record[7..]);
        }

        if (isLogged)
        {
            json["unixTime"] = BinaryPrimitives.ReadUInt32BigEndian(record[7..]);
        }
        else
        {
            json["batteryMilliVolts"] = battery & 0x3FFF;
            json["batteryState"] = battery >> 14;
        }

        return json;
    }

    private static decimal Hundredths(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt16BigEndian(bytes) / 100m;
}
