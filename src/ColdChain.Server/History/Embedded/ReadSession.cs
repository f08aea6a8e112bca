using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ColdChain.Server.History.Embedded;

/// <summary>A connection that reads chunks, with its two statements prepared; used by one reader at a time.</summary>
/// <remarks>
/// Goes past ADO.NET to SQLite's own functions, where a year of a sensor is 365 lookups: bytes are handed out where SQLite
/// holds them, and are gone with the next step.
/// </remarks>
internal sealed class ReadSession : IDisposable
{
    private const string Chunks =
        "SELECT chunk_id, figures, readings FROM chunks WHERE chunk_id >= ?1 AND chunk_id < ?2 ORDER BY chunk_id";

    private const string Figures = "SELECT chunk_id, figures FROM chunks WHERE chunk_id >= ?1 AND chunk_id < ?2 ORDER BY chunk_id";

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _chunks;
    private readonly sqlite3_stmt _figures;

    public ReadSession(HistoryFile file)
    {
        _connection = file.OpenToRead();
        _chunks = Prepare(Chunks);
        _figures = Prepare(Figures);
    }

    public delegate void TakeChunk(ChunkId id, ReadOnlySpan<byte> figures, ReadOnlySpan<byte> readings);

    /// <summary>Every chunk from the first id to before the last.</summary>
    /// <exception cref="SqliteException">The disk fails, or the file is none of SQLite's any more.</exception>
    public void ReadChunks(long from, long until, TakeChunk take) => Read(_chunks, from, until, take);

    /// <summary>The same, without the readings.</summary>
    /// <exception cref="SqliteException">As above.</exception>
    public void ReadFigures(long from, long until, TakeChunk take) => Read(_figures, from, until, take);

    public void Dispose()
    {
        _chunks.Dispose();
        _figures.Dispose();
        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection.Handle, sql, out sqlite3_stmt statement));
        return statement;
    }

    private void Read(sqlite3_stmt statement, long from, long until, TakeChunk take)
    {
        Check(raw.sqlite3_bind_int64(statement, 1, from));
        Check(raw.sqlite3_bind_int64(statement, 2, until));
        try
        {
            int step = raw.sqlite3_step(statement);
            while (step == raw.SQLITE_ROW)
            {
                take(
                    ChunkId.Of(raw.sqlite3_column_int64(statement, 0)),
                    raw.sqlite3_column_blob(statement, 1),
                    statement == _chunks ? raw.sqlite3_column_blob(statement, 2) : default);
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
