using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Makes rows of the chunks of a block again, as they were, where they are to be dealt with one by one.</summary>
internal static class Unbinding
{
    /// <summary>Within the caller's transaction; they are not bound again.</summary>
    /// <exception cref="InvalidDataException">The block is not as it was made; nothing was changed.</exception>
    public static void Apply(WriteSession session, BlockRow row)
    {
        HistoryMemory memory = session.Memory;
        ChunkPlace PlaceOf(ChunkId id) => new(memory.Find(id.Sensor)?.Sensor ?? default, memory.Calendar, id.Day, id.Part);
        if (!BlockOpening.TryOpen(row, PlaceOf, memory.OriginOf, out BlockOpening? block)
            || block.Links[^1] != row.Chain || !block.HasItsFigures)
        {
            throw new InvalidDataException(
                $"The block of {memory.Find(row.Id.Sensor)?.Sensor} from {DayCalendar.DateOf(row.Id.FirstDay):yyyy-MM-dd} is not as it was made; "
                + "run 'coldchain-server verify'.");
        }

        for (int place = 0; place < block.Chunks.Length; place++)
        {
            BoundChunk chunk = block.Chunks[place];
            session.Prepared("INSERT INTO chunks (chunk_id, seal_number, figures, chain_sha256, readings) VALUES (?1, ?2, ?3, ?4, ?5)", 5).Run(
                chunk.Id.Number, chunk.Seal, chunk.Figures.ToBytes(chunk.Id), block.Links[place].ToArray(), ChunkCodec.Encode(chunk.Id, block.Days[place]));
        }

        BlockRows.Delete(session, row.Id);
    }

    /// <summary>The next few blocks of all; how many there were.</summary>
    /// <exception cref="InvalidDataException">As above.</exception>
    public static int ApplySome(WriteSession session)
    {
        const int Together = 16;
        long? last = session.Prepared(
            $"SELECT max(block_id) FROM (SELECT block_id FROM blocks ORDER BY block_id LIMIT {Together})", 0).Value();
        List<BlockRow> rows = last is { } key ? BlockRows.Between(session, 0, key + 1) : [];
        rows.ForEach(row => Apply(session, row));
        return rows.Count;
    }

    /// <summary>Those of these chunks that are in blocks have rows of their own then.</summary>
    /// <exception cref="InvalidDataException">As above.</exception>
    public static void Apply(WriteSession session, IEnumerable<ChunkId> chunks)
    {
        foreach (IGrouping<(int Span, int Sensor), ChunkId> together in chunks.GroupBy(id => (BlockId.SpanOf(id.Day), id.Sensor)))
        {
            (long from, long until) = BlockId.KeysOf(together.Key.Span, together.Key.Sensor);
            HashSet<ChunkId> wanted = [.. together];
            foreach (BlockRow row in BlockRows.Between(session, from, until))
            {
                if (BlockHeads.TryDecode(row.Id, row.Seals.First, row.Heads, out BoundChunk[]? bound)
                    && Array.Exists(bound, chunk => wanted.Contains(chunk.Id)))
                {
                    Apply(session, row);
                }
            }
        }
    }
}
