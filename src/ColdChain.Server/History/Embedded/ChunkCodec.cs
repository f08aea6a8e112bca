using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded.Codec;

namespace ColdChain.Server.History.Embedded;

/// <summary>The readings of one sensor in one day as few bytes; docs/formats/history.md draws them.</summary>
/// <remarks>
/// Lossless for any readings in any order. The bytes are how a chunk is kept, not what its hash is made of, so that a better
/// way of keeping changes no hash. What a version writes for a day never changes: another writer takes another version, so
/// that bytes which were tampered with are told even where they would be read as the same day.
/// </remarks>
internal static class ChunkCodec
{
    /// <summary>One reading each half second; more have to be divided into parts.</summary>
    public const int MostReadings = 200_000;

    private const byte Version = 1;

    /// <summary>The version, and two bytes of a check sum over what follows.</summary>
    private const int HeadBytes = 3;

    /// <summary>A reading that is exactly as expected takes more than 1/700 byte; fewer bytes than this a reading are made up.</summary>
    private const int MostReadingsInAByte = 1_024;

    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MostReadings"/> readings or conflicts.</exception>
    public static byte[] Encode(KeptDay day)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day.Readings.Length, MostReadings);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day.Conflicts.Length, MostReadings);
        Span<short> models = stackalloc short[ChunkModels.Length];
        using StretchList stretches = new();
        SymbolWriter writer = new(models, stretches);
        NumberCoding.Number(ref writer, ChunkModels.Head, (uint)day.Readings.Length);
        SeriesShape.Flag(ref writer, !day.Conflicts.IsEmpty);
        Write(writer, day.Readings.Span);
        if (!day.Conflicts.IsEmpty)
        {
            NumberCoding.Number(ref writer, ChunkModels.Head, (uint)day.Conflicts.Length);
            Write(writer, day.Conflicts.Span);
        }

        return Finish(writer, Version);
    }

    /// <param name="bytes">As written.</param>
    /// <param name="day">What they hold.</param>
    /// <param name="lent">In whose arrays; null for arrays of its own.</param>
    /// <returns>False where the bytes are no chunk, were changed or cut, or are of a version that is not known here.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out KeptDay? day, LentReadings? lent = null)
    {
        day = null;
        if (!TryOpen(bytes, Version, out ReadOnlySpan<byte> stream))
        {
            return false;
        }

        Span<short> models = stackalloc short[ChunkModels.Length];
        uint state = 0;
        int next = 0;
        SymbolReader reader = new(stream, models, ref state, ref next);
        uint count = NumberCoding.Number(ref reader, ChunkModels.Head, 0);
        bool hasConflicts = SeriesShape.Flag(ref reader, false);
        if (!TryRead(reader, (count, bytes.Length), lent, out Memory<KeptReading> readings))
        {
            return false;
        }

        Memory<KeptReading> conflicts = default;
        if (hasConflicts
            && !TryRead(reader, (NumberCoding.Number(ref reader, ChunkModels.Head, 0), bytes.Length), lent, out conflicts))
        {
            return false;
        }

        day = reader.IsAtEnd ? new KeptDay(readings, conflicts) : null;
        return day is not null;
    }

    /// <summary>Whether the writer of their version would write these bytes for the day that was read from them.</summary>
    public static bool IsAsEncoded(ReadOnlySpan<byte> bytes, KeptDay day) => bytes.SequenceEqual(Encode(day));

    /// <summary>The bytes of all that was written, behind their version and check sum.</summary>
    public static byte[] Finish(SymbolWriter writer, byte version)
    {
        byte[] bytes = writer.ToArray(before: HeadBytes);
        bytes[0] = version;
        WriteSum(bytes);
        return bytes;
    }

    /// <summary>What follows version and check sum; false where either is another.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, byte version, out ReadOnlySpan<byte> stream)
    {
        bool isWhole = bytes.Length >= HeadBytes && bytes[0] == version
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]) == SumOf(bytes[HeadBytes..]);
        stream = isWhole ? bytes[HeadBytes..] : default;
        return isWhole;
    }

    /// <summary>Puts the check sum of what follows it into the head.</summary>
    public static void WriteSum(Span<byte> chunk)
    {
        if (chunk.Length >= HeadBytes)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(chunk[1..], SumOf(chunk[HeadBytes..]));
        }
    }

    /// <summary>
    /// Packed this densely, nearly any bytes are somebody's temperatures: one flipped bit would be readings that nobody
    /// measured. Accident is found by this, intent by the hash of the chain.
    /// </summary>
    private static ushort SumOf(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
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

    /// <summary>The columns of a series; nothing for none.</summary>
    public static void Write(SymbolWriter writer, ReadOnlySpan<KeptReading> readings)
    {
        if (readings.IsEmpty)
        {
            return;
        }

        int[] room = ArrayPool<int>.Shared.Rent(SeriesColumns.Length(readings.Length));
        SeriesColumns columns = new(room, readings.Length);
        columns.Take(readings);
        SeriesCoding.Code(ref writer, columns, SeriesSurvey.Of(columns));
        ArrayPool<int>.Shared.Return(room);
    }

    /// <summary>As many readings as the series has; false where so few bytes cannot have so many.</summary>
    public static bool TryRead(SymbolReader reader, (uint Count, int Bytes) series, LentReadings? lent, out Memory<KeptReading> readings)
    {
        readings = default;
        if (series.Count > MostReadings || series.Count > (ulong)series.Bytes * MostReadingsInAByte)
        {
            return false;
        }

        int count = (int)series.Count;
        if (count > 0)
        {
            int[] room = ArrayPool<int>.Shared.Rent(SeriesColumns.Length(count));
            SeriesColumns columns = new(room, count);
            SeriesCoding.Code(ref reader, columns, default);
            readings = LentReadings.Take(lent, count);
            columns.Give(readings.Span);
            ArrayPool<int>.Shared.Return(room);
        }

        return true;
    }
}
