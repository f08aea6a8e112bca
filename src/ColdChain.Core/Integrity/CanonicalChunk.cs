using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ColdChain.Core.Integrity;

/// <summary>The bytes that the hash of a chunk is made of: the same for ever, whatever the chunk is kept in.</summary>
/// <remarks>
/// All numbers big-endian; a text is its length in bytes (2) and its UTF-8.
/// <code>
///  4   43 43 44 31, "CCD1"
///  2   minutes that the calendar is ahead of UTC, signed
///  4   day since 1970-01-01 by that calendar, signed
///  4   part
///  n   sensor id, a text
///  4   how many origins: for each, in the order in which they first occur below,
///        n   agent id, a text
///        n   journal id, a text of 32 hexadecimal digits
///  4   how many readings: for each
///        4   milliseconds since the day began, signed
///        4   thousandths of a degree, signed
///        2   flags
///        4   minute in which it was stored, since 1970-01-01 UTC, signed
///        4   which of the origins, from 0
///  4   how many conflicts: for each the same
/// </code>
/// Origins are texts and counted here, so that the hash does not depend on the numbers that a database gave them.
/// </remarks>
public static class CanonicalChunk
{
    internal const uint Form = 0x43434431;
    internal const int ReadingLength = 18;

    /// <param name="place">What the chunk is about.</param>
    /// <param name="day">Its readings.</param>
    /// <param name="originOf">Who the readings' journal numbers stand for.</param>
    public static Digest Hash(ChunkPlace place, KeptDay day, Func<int, ReadingOrigin> originOf)
    {
        ArrayBufferWriter<byte> head = new(256);
        List<int> journals = WriteHead(head, place, day, originOf);
        int length = LengthOf(head, day);
        byte[] room = ArrayPool<byte>.Shared.Rent(length);
        Write(room.AsSpan(0, length), head, day, journals);
        Digest digest = Digest.Of(room.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(room);
        return digest;
    }

    /// <summary>The bytes themselves, for whoever wants to hash them with another program.</summary>
    public static byte[] ToBytes(ChunkPlace place, KeptDay day, Func<int, ReadingOrigin> originOf)
    {
        ArrayBufferWriter<byte> head = new(256);
        List<int> journals = WriteHead(head, place, day, originOf);
        byte[] bytes = new byte[LengthOf(head, day)];
        Write(bytes, head, day, journals);
        return bytes;
    }

    private static int LengthOf(ArrayBufferWriter<byte> head, KeptDay day) =>
        head.WrittenCount + 8 + ((day.Readings.Length + day.Conflicts.Length) * ReadingLength);

    private static void Write(Span<byte> bytes, ArrayBufferWriter<byte> head, KeptDay day, List<int> journals)
    {
        head.WrittenSpan.CopyTo(bytes);
        Span<byte> rest = WriteReadings(bytes[head.WrittenCount..], day.Readings.Span, journals);
        WriteReadings(rest, day.Conflicts.Span, journals);
    }

    private static List<int> WriteHead(
        ArrayBufferWriter<byte> head, ChunkPlace place, KeptDay day, Func<int, ReadingOrigin> originOf)
    {
        WriteNumber(head, Form);
        WriteShort(head, checked((short)(place.Calendar.Offset.Ticks / TimeSpan.TicksPerMinute)));
        WriteNumber(head, unchecked((uint)place.Day));
        WriteNumber(head, checked((uint)place.Part));
        WriteText(head, place.Sensor.ToString());
        List<int> journals = JournalsOf(day);
        WriteNumber(head, (uint)journals.Count);
        foreach (int journal in journals)
        {
            ReadingOrigin origin = originOf(journal);
            WriteText(head, origin.Agent.ToString());
            WriteText(head, origin.Journal.ToString());
        }

        return journals;
    }

    private static List<int> JournalsOf(KeptDay day)
    {
        List<int> journals = [];
        HashSet<int> seen = [];
        foreach (ReadOnlyMemory<KeptReading> series in (ReadOnlySpan<ReadOnlyMemory<KeptReading>>)[day.Readings, day.Conflicts])
        {
            foreach (KeptReading reading in series.Span)
            {
                if ((journals.Count == 0 || journals[^1] != reading.Journal) && seen.Add(reading.Journal))
                {
                    journals.Add(reading.Journal);
                }
            }
        }

        return journals;
    }

    private static Span<byte> WriteReadings(Span<byte> bytes, ReadOnlySpan<KeptReading> readings, List<int> journals)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, readings.Length);
        bytes = bytes[4..];
        int origin = 0;
        foreach (KeptReading reading in readings)
        {
            if (journals[origin] != reading.Journal)
            {
                origin = journals.IndexOf(reading.Journal);
            }

            BinaryPrimitives.WriteInt32BigEndian(bytes, reading.Offset);
            BinaryPrimitives.WriteInt32BigEndian(bytes[4..], reading.MilliCelsius);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], reading.Flags);
            BinaryPrimitives.WriteInt32BigEndian(bytes[10..], reading.StoredMinute);
            BinaryPrimitives.WriteInt32BigEndian(bytes[14..], origin);
            bytes = bytes[ReadingLength..];
        }

        return bytes;
    }

    private static void WriteNumber(ArrayBufferWriter<byte> to, uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), number);
        to.Advance(4);
    }

    private static void WriteShort(ArrayBufferWriter<byte> to, short number)
    {
        BinaryPrimitives.WriteInt16BigEndian(to.GetSpan(2), number);
        to.Advance(2);
    }

    private static void WriteText(ArrayBufferWriter<byte> to, string text)
    {
        WriteShort(to, checked((short)Encoding.UTF8.GetByteCount(text)));
        Encoding.UTF8.GetBytes(text, to);
    }
}
