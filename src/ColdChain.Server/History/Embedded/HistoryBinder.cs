using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Binds the chunks of a sensor that are weeks old into blocks: the same readings in half the room.</summary>
/// <remarks>
/// <code>
/// chunks of one sensor and span, in the order of their links --> opened, held against the chain, coded together (beside the writer)
///     --> one transaction: block in, rows out, head's "bound up to here" --> a reader sees the one or the other
/// </code>
/// Goes along each sensor's chain and never back. It stops where a chunk's span is not old enough, or no root is over it yet; what
/// is not worth a block, or is not as it was sealed, keeps its row for ever. A crash leaves rows or the block.
/// </remarks>
internal sealed class HistoryBinder(HistoryWriter writer, HistoryFile file)
{
    /// <summary>After the end of a span: what a month's outage brings late is part of its blocks then [P].</summary>
    public const int DaysAfterSpan = 35;

    /// <summary>Blocks of one call: a second or two of one core; the next call goes on.</summary>
    private const int MostTogether = 512;

    /// <summary>Blocks of one transaction: some milliseconds for whoever waits behind it.</summary>
    private const int DraftsTogether = 8;

    private readonly HistoryMemory _memory = writer.Memory;
    private (int Span, long Seal) _doneThrough = (int.MinValue, 0);

    /// <summary>The next blocks that are due; says how many steps were taken, zero when nothing is due any more.</summary>
    public async Task<int> BindDueAsync(Instant now, CancellationToken cancellationToken)
    {
        (int Span, long Seal) due = (BlockId.SpanOf(_memory.Calendar.DayOf(now) - DaysAfterSpan) - 1, RootedSeal());
        if (due == _doneThrough || due.Seal == 0)
        {
            return 0;
        }

        int taken = 0;
        foreach (BlockDraft[] together in Drafts(due).Take(MostTogether).Chunk(DraftsTogether))
        {
            await writer.WriteAsync(session => together.Count(draft => draft.Bind(session)), cancellationToken);
            taken += together.Length;
        }

        _doneThrough = taken == 0 ? due : _doneThrough;
        return taken;
    }

    /// <summary>The newest seal number that a root is over; zero where nothing is bound because readings have another home.</summary>
    private long RootedSeal()
    {
        using SqliteConnection connection = file.OpenToRead();
        return HistorySchema.Scalar(
            connection,
            $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM marks WHERE name = '{AwayWriting.Mark}') THEN 0
                ELSE coalesce((SELECT last_seal_number FROM roots ORDER BY root_number DESC LIMIT 1), 0) END
            """);
    }

    /// <summary>By span and then by sensor, so that the blocks are added at the end; of one sensor in the order of its chain.</summary>
    private IEnumerable<BlockDraft> Drafts((int Span, long Seal) due)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement chunk = new(connection, "SELECT seal_number, chain_sha256, figures, readings FROM chunks WHERE chunk_id = ?1", 1);
        PriorityQueue<ChainToBind, (int Span, int Sensor)> next = new();
        foreach (ChainToBind chain in Chains(connection))
        {
            next.Enqueue(chain, chain.Place);
        }

        while (next.TryDequeue(out ChainToBind? chain, out _))
        {
            List<ChunkId> run = chain.Next(due);
            if (run.Count > 0)
            {
                BlockDraft draft = BlockDraft.Of(chain.Timeline, chain.Bound, [.. run.Select(id => Read(chunk, id))], _memory);
                chain.Bound = draft.To;
                yield return draft;
                next.Enqueue(chain, chain.Place);
            }
        }
    }

    /// <summary>Every sensor's chunks that are not bound, nor left for ever.</summary>
    private List<ChainToBind> Chains(SqliteConnection connection)
    {
        // Before the rows: what is sealed meanwhile is not missed then.
        Dictionary<int, SensorHead> heads = _memory.Timelines.ToDictionary(timeline => timeline.Number, timeline => timeline.Head);
        Dictionary<int, List<(long Seal, ChunkId Id, int Count)>> rows = [];
        using (Statement all = new(connection, "SELECT chunk_id, seal_number, figures FROM chunks", 0))
        using (SqliteDataReader row = all.Rows())
        {
            while (row.Read())
            {
                ChunkId id = ChunkId.Of(row.GetInt64(0));
                ChunkFigures.TryRead(id, row[2] as byte[], out ChunkFigures figures);
                if (!rows.TryGetValue(id.Sensor, out List<(long, ChunkId, int)>? ofSensor))
                {
                    rows[id.Sensor] = ofSensor = [];
                }

                ofSensor.Add((row[1] as long? ?? 0, id, figures.Count + figures.Conflicts));
            }
        }

        List<ChainToBind> chains = [];
        foreach ((int number, List<(long Seal, ChunkId Id, int Count)> ofSensor) in rows)
        {
            if (heads.TryGetValue(number, out SensorHead? head) && _memory.Find(number) is { } timeline)
            {
                List<(long Seal, ChunkId Id, int Count)> ahead = [.. ofSensor.Where(one => one.Seal > head.Bound.Seal && one.Seal <= head.SealNumber).OrderBy(one => one.Seal)];
                if (ahead.Count != head.Link - head.Bound.Link)
                {
                    _memory.Damaged($"sealed days of {timeline.Sensor} are missing, so nothing more of it is bound");
                    continue;
                }

                chains.Add(new ChainToBind(timeline, head.Bound, ahead));
            }
        }

        return chains;
    }

    private static SealedRow Read(Statement chunk, ChunkId id)
    {
        using SqliteDataReader row = chunk.Rows(id.Number);
        if (!row.Read())
        {
            return new SealedRow(id, 0, default, [], []);
        }

        Digest.TryRead(row[1] as byte[], out Digest chain);
        return new SealedRow(id, row[0] as long? ?? 0, chain, row[2] as byte[] ?? [], row[3] as byte[] ?? []);
    }
}
