using System.Buffers.Binary;
using System.Numerics;
using ColdChain.Server.History.Embedded.Codec;

namespace ColdChain.Server.History.Embedded;

/// <summary>A stream as it stands in a row: its version, a check sum, and what was coded.</summary>
/// <remarks>
/// Packed this densely, nearly any bytes are somebody's temperatures: one flipped bit would be readings that nobody measured,
/// and one flipped bit of a row's key would be another day's, or another sensor's. Accident is found by the sum, intent by the
/// hash of the chain.
/// </remarks>
internal static class CheckedBytes
{
    /// <summary>What is written: the sum is over the key of the row and what follows.</summary>
    public const byte Newest = 2;

    /// <summary>Up to format 5: over what follows alone.</summary>
    private const byte WithoutKey = 1;

    /// <summary>The version, and two bytes of the sum.</summary>
    private const int HeadBytes = 3;

    /// <param name="writer">Holds what was coded.</param>
    /// <param name="key">Of the row.</param>
    /// <param name="version">Another only to compare with what a former program wrote.</param>
    public static byte[] Of(SymbolWriter writer, long key, byte version)
    {
        byte[] bytes = writer.ToArray(before: HeadBytes);
        bytes[0] = version;
        WriteSum(bytes, key);
        return bytes;
    }

    /// <summary>The stream; false where the bytes were changed or cut, are another row's, or of a version that is not known here.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, long key, out ReadOnlySpan<byte> stream)
    {
        bool isWhole = bytes.Length >= HeadBytes && bytes[0] is WithoutKey or Newest
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]) == SumOf(bytes, key);
        stream = isWhole ? bytes[HeadBytes..] : default;
        return isWhole;
    }

    /// <summary>Puts the sum of what follows it into the head.</summary>
    public static void WriteSum(Span<byte> bytes, long key)
    {
        if (bytes.Length >= HeadBytes)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[1..], SumOf(bytes, key));
        }
    }

    /// <summary>CRC-32C begun with all ones, of the key and the bytes, its halves laid over each other.</summary>
    public static ushort SumOf(long key, ReadOnlySpan<byte> bytes) => Sum(BitOperations.Crc32C(uint.MaxValue, unchecked((ulong)key)), bytes);

    private static ushort SumOf(ReadOnlySpan<byte> bytes, long key) =>
        bytes[0] == WithoutKey ? Sum(uint.MaxValue, bytes[HeadBytes..]) : SumOf(key, bytes[HeadBytes..]);

    private static ushort Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte one in bytes)
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return (ushort)((sum ^ (sum >> 16)) & ushort.MaxValue);
    }
}
