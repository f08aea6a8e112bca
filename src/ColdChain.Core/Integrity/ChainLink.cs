using System.Buffers.Binary;

namespace ColdChain.Core.Integrity;

/// <summary>
/// Ties the chunks of a sensor together in the order in which they were sealed: whoever changes, takes out, adds or moves
/// one changes every link after it.
/// </summary>
/// <remarks>
/// A link is the SHA-256 of 76 bytes:
/// <code>
///  4   43 43 4C 31, "CCL1"
/// 32   the link before; zeros for the first of a sensor
///  8   number of this link, from 1, big-endian
/// 32   hash of the chunk (<see cref="CanonicalChunk"/>)
/// </code>
/// </remarks>
public static class ChainLink
{
    private const uint Form = 0x43434C31;

    /// <param name="before">The link before, the default for the first.</param>
    /// <param name="number">From 1.</param>
    /// <param name="chunk">The hash of the chunk.</param>
    public static Digest Next(Digest before, long number, Digest chunk)
    {
        Span<byte> bytes = stackalloc byte[4 + Digest.Length + 8 + Digest.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Form);
        before.Write(bytes[4..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[36..], number);
        chunk.Write(bytes[44..]);
        return Digest.Of(bytes);
    }
}
