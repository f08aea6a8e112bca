using System.Diagnostics.CodeAnalysis;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded.Codec;

namespace ColdChain.Server.History.Embedded;

/// <summary>The readings of the chunks of a block as one series, so that what was learned of one day serves the next.</summary>
/// <remarks>
/// As in <see cref="ChunkCodec"/>, with times from the beginning of the block's span instead of the day's. How many readings each
/// chunk has stands in its <see cref="BlockHeads"/>. What is written for a block never changes, and carries a version.
/// </remarks>
internal static class BlockCodec
{
    /// <summary>Of one block, conflicts too: what a reader of one day of it opens, some milliseconds.</summary>
    public const int MostReadings = ChunkCodec.MostReadings;

    private const int DayMilliseconds = 86_400_000;

    /// <param name="block">Its key.</param>
    /// <param name="chunks">Whose readings they are.</param>
    /// <param name="days">The readings of each.</param>
    /// <param name="version"><see cref="CheckedBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MostReadings"/> readings or conflicts.</exception>
    public static byte[] Encode(BlockId block, ReadOnlySpan<BoundChunk> chunks, ReadOnlySpan<KeptDay> days, byte version = CheckedBytes.Newest)
    {
        KeptReading[] readings = Together(block, chunks, days, day => day.Readings);
        KeptReading[] conflicts = Together(block, chunks, days, day => day.Conflicts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readings.Length, MostReadings);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(conflicts.Length, MostReadings);
        Span<short> models = stackalloc short[ChunkModels.Length];
        using StretchList stretches = new();
        SymbolWriter writer = new(models, stretches);
        ChunkCodec.Write(writer, readings);
        ChunkCodec.Write(writer, conflicts);
        return CheckedBytes.Of(writer, block.Place, version);
    }

    /// <param name="block">Its key.</param>
    /// <param name="chunks">What its heads say.</param>
    /// <param name="bytes">As written.</param>
    /// <param name="days">What they hold.</param>
    /// <param name="lent">In whose arrays; null for arrays of its own.</param>
    /// <returns>False where the bytes are not those of these chunks, or were changed or cut.</returns>
    public static bool TryDecode(
        BlockId block, ReadOnlySpan<BoundChunk> chunks, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out KeptDay[]? days, LentReadings? lent = null)
    {
        days = null;
        if (!CheckedBytes.TryOpen(bytes, block.Place, out ReadOnlySpan<byte> stream))
        {
            return false;
        }

        (ulong readingCount, ulong conflictCount) = (0, 0);
        foreach (BoundChunk chunk in chunks)
        {
            readingCount += (uint)chunk.Figures.Count;
            conflictCount += (uint)chunk.Figures.Conflicts;
        }

        Span<short> models = stackalloc short[ChunkModels.Length];
        uint state = 0;
        int next = 0;
        SymbolReader reader = new(stream, models, ref state, ref next);
        if (readingCount > MostReadings || conflictCount > MostReadings
            || !ChunkCodec.TryRead(reader, ((uint)readingCount, bytes.Length), lent, out Memory<KeptReading> readings)
            || !ChunkCodec.TryRead(reader, ((uint)conflictCount, bytes.Length), lent, out Memory<KeptReading> conflicts)
            || !reader.IsAtEnd)
        {
            return false;
        }

        days = Apart(block, chunks, readings, conflicts);
        return true;
    }

    private static KeptReading[] Together(
        BlockId block, ReadOnlySpan<BoundChunk> chunks, ReadOnlySpan<KeptDay> days, Func<KeptDay, ReadOnlyMemory<KeptReading>> which)
    {
        List<KeptReading> together = [];
        for (int index = 0; index < days.Length; index++)
        {
            int start = unchecked((chunks[index].Id.Day - block.FirstDay) * DayMilliseconds);
            foreach (ref readonly KeptReading reading in which(days[index]).Span)
            {
                together.Add(reading with { Offset = unchecked(reading.Offset + start) });
            }
        }

        return [.. together];
    }

    private static KeptDay[] Apart(BlockId block, ReadOnlySpan<BoundChunk> chunks, Memory<KeptReading> readings, Memory<KeptReading> conflicts)
    {
        KeptDay[] days = new KeptDay[chunks.Length];
        (int reading, int conflict) = (0, 0);
        for (int index = 0; index < chunks.Length; index++)
        {
            int start = unchecked((chunks[index].Id.Day - block.FirstDay) * DayMilliseconds);
            days[index] = new KeptDay(
                Take(readings, ref reading, chunks[index].Figures.Count, start), Take(conflicts, ref conflict, chunks[index].Figures.Conflicts, start));
        }

        return days;
    }

    private static ReadOnlyMemory<KeptReading> Take(Memory<KeptReading> all, ref int from, int count, int start)
    {
        Memory<KeptReading> part = all.Slice(from, count);
        foreach (ref KeptReading reading in part.Span)
        {
            reading = reading with { Offset = unchecked(reading.Offset - start) };
        }

        from += count;
        return part;
    }
}
