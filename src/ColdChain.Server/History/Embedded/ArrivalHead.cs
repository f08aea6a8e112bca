using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace ColdChain.Server.History.Embedded;

/// <summary>The newest arrival, and the hash that chains it to all before it.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Chain">32 bytes; zeros before the first.</param>
internal sealed record ArrivalHead(long Number, ReadOnlyMemory<byte> Chain)
{
    public static ArrivalHead None { get; } = new(0, new byte[32]);

    /// <summary>SHA-256 of the chain before, number, journal, stored at (8 bytes each, high ones first) and the row's bytes.</summary>
    public ArrivalHead Next(int journal, long storedAt, ReadOnlySpan<byte> readings)
    {
        long number = Number + 1;
        Span<byte> head = stackalloc byte[56];
        Chain.Span.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head[32..], number);
        BinaryPrimitives.WriteInt64BigEndian(head[40..], journal);
        BinaryPrimitives.WriteInt64BigEndian(head[48..], storedAt);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(readings);
        return new ArrivalHead(number, hash.GetHashAndReset());
    }

    /// <summary>CRC-32C of number, journal, stored at and the row's bytes: what a row is held against when the one before it is gone.</summary>
    /// <remarks>Against accident alone; whoever changes a row can make its sum anew, and is found by the chain.</remarks>
    public static long SumOf(long number, int journal, long storedAt, ReadOnlySpan<byte> readings)
    {
        uint sum = BitOperations.Crc32C(uint.MaxValue, (ulong)number);
        sum = BitOperations.Crc32C(sum, (ulong)journal);
        sum = BitOperations.Crc32C(sum, (ulong)storedAt);
        for (; readings.Length >= sizeof(ulong); readings = readings[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(readings));
        }

        foreach (byte one in readings)
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return sum;
    }
}
