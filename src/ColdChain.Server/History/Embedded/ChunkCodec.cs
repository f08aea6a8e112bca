using System.Buffers;
using System.Diagnostics.CodeAnalysis;
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

    /// <summary>A reading that is exactly as expected takes more than 1/700 byte; fewer bytes than this a reading are made up.</summary>
    private const int MostReadingsInAByte = 1_024;

    /// <param name="id">The key of the row.</param>
    /// <param name="day">What is kept in it.</param>
    /// <param name="version"><see cref="CheckedBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MostReadings"/> readings or conflicts.</exception>
    public static byte[] Encode(ChunkId id, KeptDay day, byte version = CheckedBytes.Newest)
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

        return CheckedBytes.Of(writer, id.Number, version);
    }

    /// <param name="id">The key of the row.</param>
    /// <param name="bytes">As written.</param>
    /// <param name="day">What they hold.</param>
    /// <param name="lent">In whose arrays; null for arrays of its own.</param>
    /// <returns>False where the bytes are not this row's, were changed or cut, or are of a version that is not known here.</returns>
    public static bool TryDecode(ChunkId id, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out KeptDay? day, LentReadings? lent = null)
    {
        day = null;
        if (!CheckedBytes.TryOpen(bytes, id.Number, out ReadOnlySpan<byte> stream))
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
    public static bool IsAsEncoded(ChunkId id, ReadOnlySpan<byte> bytes, KeptDay day) => bytes.SequenceEqual(Encode(id, day, bytes[0]));

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
