using System.Buffers.Binary;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>
/// Splits a protocol buffer message into its fields: as much of the encoding as Sparkplug B needs, every length checked
/// against what is there.
/// </summary>
/// <remarks>Sixty lines of our own instead of a package: nothing is generated, and nothing throws.</remarks>
internal static class ProtobufReader
{
    private const int LongestVarint = 10;

    /// <summary>False when the bytes are no message, or have more fields than allowed; what was read before is in the list.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> message, int mostFields, out IReadOnlyList<ProtobufField> fields)
    {
        List<ProtobufField> found = [];
        fields = found;
        ReadOnlyMemory<byte> rest = message;
        while (!rest.IsEmpty)
        {
            if (found.Count == mostFields || !TryReadVarint(ref rest, out ulong tag) || tag >> 3 is 0 or > int.MaxValue
                || !TryReadField((int)(tag >> 3), (int)(tag & 7), ref rest, out ProtobufField field))
            {
                return false;
            }

            found.Add(field);
        }

        return true;
    }

    private static bool TryReadField(int number, int wireType, ref ReadOnlyMemory<byte> rest, out ProtobufField field)
    {
        ulong value = 0;
        ReadOnlyMemory<byte> bytes = default;
        bool isRead = wireType switch
        {
            0 => TryReadVarint(ref rest, out value),
            1 => TryTake(8, ref rest, out bytes),
            2 => TryReadVarint(ref rest, out ulong length) && length <= (ulong)rest.Length && TryTake((int)length, ref rest, out bytes),
            5 => TryTake(4, ref rest, out bytes),
            _ => false,
        };
        if (isRead && wireType is 1 or 5)
        {
            value = wireType == 1 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span);
            bytes = default;
        }

        field = new ProtobufField(number, value, bytes);
        return isRead;
    }

    private static bool TryTake(int length, ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> taken)
    {
        bool isThere = length <= rest.Length;
        taken = isThere ? rest[..length] : default;
        rest = isThere ? rest[length..] : rest;
        return isThere;
    }

    private static bool TryReadVarint(ref ReadOnlyMemory<byte> rest, out ulong value)
    {
        value = 0;
        ReadOnlySpan<byte> bytes = rest.Span;
        for (int i = 0; i < LongestVarint && i < bytes.Length; i++)
        {
            value |= unchecked((ulong)(bytes[i] & 0x7F) << (7 * i));
            if (bytes[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
