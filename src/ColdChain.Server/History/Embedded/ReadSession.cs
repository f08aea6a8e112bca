using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ColdChain.Server.History.Embedded;

/// <summary>A connection that reads chunks and blocks, with its statements prepared; used by one reader at a time.</summary>
/// <remarks>
/// Goes past ADO.NET to SQLite's own functions, where a year of a sensor is 365 lookups: bytes are handed out where SQLite
/// holds them, and are gone with the next step.
/// </remarks>
internal sealed class ReadSession : IDisposable
{
    private const string Chunks =
        "SELECT chunk_id, figures, readings FROM chunks WHERE chunk_id >= ?1 AND chunk_id < ?2 ORDER BY chunk_id";

    private const string Figures = "SELECT chunk_id, figures FROM chunks WHERE chunk_id >= ?1 AND chunk_id < ?2 ORDER BY chunk_id";

    private const string Heads = "SELECT block_id, first_seal, heads FROM blocks WHERE block_id >= ?1 AND block_id < ?2 ORDER BY block_id";

    private const string OfBlock = "SELECT block_id, readings FROM blocks WHERE block_id >= ?1 AND block_id < ?2";

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _chunks;
    private readonly sqlite3_stmt _figures;
    private readonly sqlite3_stmt _heads;
    private readonly sqlite3_stmt _ofBlock;

    public ReadSession(HistoryFile file)
    {
        _connection = file.OpenToRead();
        _chunks = Prepare(Chunks);
        _figures = Prepare(Figures);
        _heads = Prepare(Heads);
        _ofBlock = Prepare(OfBlock);
    }

    public delegate void TakeChunk(ChunkId id, ReadOnlySpan<byte> figures, ReadOnlySpan<byte> readings);

    /// <summary>From here to <see cref="End"/> everything is read as of one commit: a chunk is in its own row or in a block, never in neither.</summary>
    /// <exception cref="SqliteException">The disk fails.</exception>
    public void Begin() => Check(raw.sqlite3_exec(_connection.Handle, "BEGIN"));

    /// <exception cref="SqliteException">As above.</exception>
    public void End() => Check(raw.sqlite3_exec(_connection.Handle, "COMMIT"));

    /// <summary>The chunks of every block from the first key to before the last; null where they cannot be read.</summary>
    /// <exception cref="SqliteException">As above.</exception>
    public void ReadHeads(long from, long until, Action<BlockId, BoundChunk[]?> take) => Read(_heads, from, until, row =>
    {
        BlockId id = BlockId.Of(raw.sqlite3_column_int64(row, 0));
        take(id, BlockHeads.TryDecode(id, raw.sqlite3_column_int64(row, 1), raw.sqlite3_column_blob(row, 2), out BoundChunk[]? chunks) ? chunks : null);
    });

    /// <summary>The readings of a block, not opened yet.</summary>
    /// <exception cref="SqliteException">As above.</exception>
    public byte[] ReadBlock(BlockId id)
    {
        byte[] readings = [];
        Read(_ofBlock, id.Key, id.Key + 1, row => readings = raw.sqlite3_column_blob(row, 1).ToArray());
        return readings;
    }

    /// <summary>Every chunk from the first id to before the last.</summary>
    /// <exception cref="SqliteException">The disk fails, or the file is none of SQLite's any more.</exception>
    public void ReadChunks(long from, long until, TakeChunk take) => Read(_chunks, from, until, row => take(
        ChunkId.Of(raw.sqlite3_column_int64(row, 0)), raw.sqlite3_column_blob(row, 1), raw.sqlite3_column_blob(row, 2)));

    /// <summary>The same, without the readings.</summary>
    /// <exception cref="SqliteException">As above.</exception>
    public void ReadFigures(long from, long until, TakeChunk take) => Read(_figures, from, until, row => take(
        ChunkId.Of(raw.sqlite3_column_int64(row, 0)), raw.sqlite3_column_blob(row, 1), default));

    public void Dispose()
    {
        _chunks.Dispose();
        _figures.Dispose();
        _heads.Dispose();
        _ofBlock.Dispose();
        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection.Handle, sql, out sqlite3_stmt statement));
        return statement;
    }

    /// <remarks>
    /// A flipped bit in a key leaves the row where it was among the others: a scan meets keys that were not asked for, which are
    /// another sensor's or another day's and belong to no answer here, or one key twice, of which one is not what it says.
    /// </remarks>
    private void Read(sqlite3_stmt statement, long from, long until, Action<sqlite3_stmt> take)
    {
        Check(raw.sqlite3_bind_int64(statement, 1, from));
        Check(raw.sqlite3_bind_int64(statement, 2, until));
        try
        {
            int step = raw.sqlite3_step(statement);
            long before = long.MinValue;
            while (step == raw.SQLITE_ROW)
            {
                long key = raw.sqlite3_column_int64(statement, 0);
                if (key == before)
                {
                    throw new SqliteException($"Two rows have the key {key}: one of them was changed. Run 'coldchain-server verify'.", raw.SQLITE_CORRUPT);
                }

                if (key >= from && key < until)
                {
                    before = key;
                    take(statement);
                }

                step = raw.sqlite3_step(statement);
            }

            Check(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
