using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ColdChain.Core.Integrity;

/// <summary>Numbers and texts as the audit trail and signatures are hashed: big-endian, texts with their length before them.</summary>
internal static class CanonicalWriting
{
    /// <summary>Stands for a text that is not there, which is another thing than an empty one.</summary>
    private const uint Absent = 0xFFFF_FFFF;

    public static void Number(ArrayBufferWriter<byte> to, uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), number);
        to.Advance(4);
    }

    public static void Long(ArrayBufferWriter<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), number);
        to.Advance(8);
    }

    public static void Text(ArrayBufferWriter<byte> to, string? text)
    {
        if (text is null)
        {
            Number(to, Absent);
            return;
        }

        Number(to, (uint)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, to);
    }
}
