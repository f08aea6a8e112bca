using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ColdChain.Agent.Buffer;

/// <summary>The check sum of one entry: CRC-32C over its fields in the order of the columns.</summary>
/// <remarks>
/// SQLite checks its write-ahead log, not its file: a bit that flips on a worn card would turn 4.0 °C into 12.2 °C and
/// nobody would know. Texts go in with their length, so that no field can run into the next; absent is not empty.
/// </remarks>
internal static class EntryCheck
{
    private const int Absent = -1;

    public static uint Of(in EntryFields fields)
    {
        uint crc = uint.MaxValue;
        crc = Add(crc, fields.Sequence);
        crc = Add(crc, fields.At);
        crc = Add(crc, fields.Sensor);
        crc = Add(crc, fields.MilliCelsius);
        crc = Add(crc, fields.Flags);
        crc = Add(crc, fields.Kind);
        crc = Add(crc, fields.Unit);
        return ~Add(crc, fields.Detail);
    }

    private static uint Add(uint crc, long number) => BitOperations.Crc32C(crc, unchecked((ulong)number));

    private static uint Add(uint crc, long? number) =>
        number is { } value ? Add(BitOperations.Crc32C(crc, (byte)1), value) : BitOperations.Crc32C(crc, (byte)0);

    private static uint Add(uint crc, string? text)
    {
        if (text is null)
        {
            return Add(crc, Absent);
        }

        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        crc = Add(crc, bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }
}
