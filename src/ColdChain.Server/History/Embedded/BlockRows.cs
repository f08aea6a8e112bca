using ColdChain.Core.Integrity;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The rows of <c>blocks</c> within a transaction that writes.</summary>
internal static class BlockRows
{
    public const string Columns =
        "SELECT block_id, first_seal, last_seal, first_link, before_sha256, chain_sha256, heads, readings FROM blocks";

    /// <summary>In the order of their keys; read to the end before anything else is done.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="from">The first key.</param>
    /// <param name="until">The first key behind.</param>
    public static List<BlockRow> Between(WriteSession session, long from, long until)
    {
        using SqliteDataReader rows = session.Prepared($"{Columns} WHERE block_id >= ?1 AND block_id < ?2 ORDER BY block_id", 2).Rows(from, until);
        List<BlockRow> found = [];
        while (rows.Read())
        {
            // Keys that were not asked for: see ReadSession.
            if (rows.GetInt64(0) >= from && rows.GetInt64(0) < until)
            {
                found.Add(Of(rows));
            }
        }

        return found;
    }

    /// <summary>The chunks of all blocks before that key, from their heads alone.</summary>
    public static List<ChunkId> ChunksBefore(WriteSession session, long until)
    {
        using SqliteDataReader rows = session.Prepared("SELECT block_id, first_seal, heads FROM blocks WHERE block_id < ?1 ORDER BY block_id", 1).Rows(until);
        List<ChunkId> found = [];
        while (rows.Read())
        {
            if (BlockHeads.TryDecode(BlockId.Of(rows.GetInt64(0)), Number(rows, 1), rows[2] as byte[], out BoundChunk[]? chunks))
            {
                found.AddRange(chunks.Select(chunk => chunk.Id));
            }
        }

        return found;
    }

    /// <summary>The row that a reader of <see cref="Columns"/> stands at; numbers and links that are none are zero, and fit nothing.</summary>
    public static BlockRow Of(SqliteDataReader row)
    {
        Digest.TryRead(row[4] as byte[], out Digest before);
        Digest.TryRead(row[5] as byte[], out Digest chain);
        return new BlockRow(
            BlockId.Of(row.GetInt64(0)), (Number(row, 1), Number(row, 2)), Number(row, 3), before, chain, row[6] as byte[] ?? [], row[7] as byte[] ?? []);
    }

    private static long Number(SqliteDataReader row, int column) => row[column] as long? ?? 0;

    /// <summary>The first number that no block of a span has.</summary>
    public static int NextNumber(WriteSession session, int span, int sensor)
    {
        (long from, long until) = BlockId.KeysOf(span, sensor);
        return (int)session.Prepared("SELECT coalesce(max(block_id) + 1, ?1) - ?1 FROM blocks WHERE block_id >= ?1 AND block_id < ?2", 2)
            .Number(from, until);
    }

    public static void Insert(WriteSession session, BlockRow row)
    {
        session.Prepared("INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", 8).Run(
            row.Id.Key, row.Seals.First, row.Seals.Last, row.FirstLink, row.Before.ToArray(), row.Chain.ToArray(), row.Heads, row.Readings);
        session.Bound.Forget();
    }

    public static void Delete(WriteSession session, BlockId id)
    {
        session.Prepared("DELETE FROM blocks WHERE block_id = ?1", 1).Run(id.Key);
        session.Bound.Forget();
    }
}
