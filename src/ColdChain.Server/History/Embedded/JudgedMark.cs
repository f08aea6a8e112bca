using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ColdChain.Server.History.Embedded;

/// <summary>What holds the mark of monitoring against its own bytes: a flipped bit in it would be readings that nobody judges.</summary>
internal static class JudgedMark
{
    /// <summary>SHA-256 of the number, 8 bytes, high ones first; kept beside it. Files of before have none.</summary>
    public static byte[] SumOf(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return SHA256.HashData(bytes);
    }
}
