using System.Buffers.Binary;
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
}
