using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>
/// The next chunks of a sensor's chain, of one span, read and opened beside the writer: bound into a block where everything
/// in them is as it was sealed and room is gained, and left as they are otherwise.
/// </summary>
internal sealed class BlockDraft
{
    /// <summary>Fewer are not worth a block's two links.</summary>
    private const int FewestChunks = 4;

    /// <summary>What a row takes beside its contents, with its share of a page's head.</summary>
    private const int RowBytes = 16;

    private readonly int _sensor;
    private readonly (long Link, long Seal, Digest Chain) _from;
    private readonly (long Link, long Seal, Digest Chain) _to;
    private readonly List<(ChunkId Id, byte[] Readings)> _rows;
    private readonly BlockRow? _block;

    private BlockDraft(SensorTimeline timeline, (long Link, long Seal, Digest Chain) from, List<SealedRow> rows, BlockRow? block)
    {
        (_sensor, _from, _block) = (timeline.Number, from, block);
        _to = (from.Link + rows.Count, rows[^1].Seal, rows[^1].Chain);
        _rows = [.. rows.Select(row => (row.Id, row.Readings))];
    }

    /// <summary>How far the sensor will be bound.</summary>
    public (long Link, long Seal, Digest Chain) To => _to;

    /// <param name="timeline">The sensor.</param>
    /// <param name="from">Up to where it is bound.</param>
    /// <param name="rows">What follows in its chain, all of one span.</param>
    /// <param name="memory">Of the history.</param>
    public static BlockDraft Of(SensorTimeline timeline, (long Link, long Seal, Digest Chain) from, List<SealedRow> rows, HistoryMemory memory) =>
        new(timeline, from, rows, rows.Count < FewestChunks ? null : BlockOf(timeline, from, rows, memory));

    /// <summary>True when a block was made. Changes nothing when the rows are not what was read, or days may go to another home.</summary>
    public bool Bind(WriteSession session)
    {
        SensorHead head = session.HeadOf(_sensor);
        if (head.Bound != _from || IsMirrored(session))
        {
            return false;
        }

        BlockRow? block = _block is not null && _rows.TrueForAll(row => IsAsRead(session, row)) ? _block : null;
        if (block is not null)
        {
            BlockRows.Insert(session, block with { Id = block.Id with { Number = BlockRows.NextNumber(session, block.Id.Span, _sensor) } });
            foreach ((ChunkId id, _) in _rows)
            {
                session.Prepared("DELETE FROM chunks WHERE chunk_id = ?1", 1).Run(id.Number);
            }
        }

        session.Prepared("UPDATE sensor_heads SET bound_link = ?2, bound_seal = ?3, bound_sha256 = ?4 WHERE sensor_number = ?1", 4)
            .Run(_sensor, _to.Link, _to.Seal, _to.Chain.ToArray());
        session.Staged.Set(_sensor, head with { Bound = _to });
        return block is not null;
    }

    /// <summary>Null where a chunk is not what was sealed, or was destroyed, or nothing would be gained.</summary>
    private static BlockRow? BlockOf(
        SensorTimeline timeline, (long Link, long Seal, Digest Chain) from, List<SealedRow> rows, HistoryMemory memory)
    {
        BlockId id = new(BlockId.SpanOf(rows[0].Id.Day), timeline.Number, 0);
        BoundChunk[] chunks = new BoundChunk[rows.Count];
        KeptDay[] days = new KeptDay[rows.Count];
        Digest before = from.Chain;
        for (int index = 0; index < rows.Count; index++)
        {
            SealedRow row = rows[index];
            if (!ChunkCodec.TryDecode(row.Id, row.Readings, out KeptDay? day) || !BlockOpening.IsOfKnown(day, memory.OriginOf))
            {
                return null;
            }

            Digest hash = CanonicalChunk.Hash(
                new ChunkPlace(timeline.Sensor, memory.Calendar, row.Id.Day, row.Id.Part), day, journal => memory.OriginOf(journal)!.Value);
            before = ChainLink.Next(before, from.Link + index + 1, hash);
            if (before != row.Chain || !ChunkFigures.TryRead(row.Id, row.Figures, out ChunkFigures figures) || ChunkFigures.Of(day) != figures)
            {
                return null;
            }

            (chunks[index], days[index]) = (new BoundChunk(row.Id, row.Seal, figures, BlockOpening.CheckOf(hash)), day);
        }

        BlockRow block = new(
            id, (rows[0].Seal, rows[^1].Seal), from.Link + 1, from.Chain, before, BlockHeads.Encode(id, rows[0].Seal, chunks), BlockCodec.Encode(id, chunks, days));
        int now = rows.Sum(row => row.Readings.Length + row.Figures.Length + Digest.Length + RowBytes);
        return block.Heads.Length + block.Readings.Length + (2 * Digest.Length) + (2 * RowBytes) < now && IsReadAs(block, chunks, days) ? block : null;
    }

    /// <summary>The rows of the days go with the block's commit: what cannot be read back must never take their place.</summary>
    private static bool IsReadAs(BlockRow block, BoundChunk[] chunks, KeptDay[] days) =>
        BlockHeads.TryDecode(block.Id, block.Seals.First, block.Heads, out BoundChunk[]? heads)
        && heads.AsSpan().SequenceEqual(chunks)
        && BlockCodec.TryDecode(block.Id, heads, block.Readings, out KeptDay[]? read)
        && read.Zip(days).All(pair => pair.First.Readings.Span.SequenceEqual(pair.Second.Readings.Span)
            && pair.First.Conflicts.Span.SequenceEqual(pair.Second.Conflicts.Span));

    private static bool IsMirrored(WriteSession session) =>
        session.Prepared($"SELECT count(*) FROM marks WHERE name = '{AwayWriting.Mark}'", 0).Value() > 0;

    private static bool IsAsRead(WriteSession session, (ChunkId Id, byte[] Readings) row) =>
        session.Prepared("SELECT count(*) FROM chunks WHERE chunk_id = ?1 AND readings = ?2", 2).Value(row.Id.Number, row.Readings) == 1;
}
