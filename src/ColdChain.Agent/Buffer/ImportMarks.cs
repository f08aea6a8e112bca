using ColdChain.Core.Time;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Recognises parts of loggers' files that were stored before (G2), in the transaction of their readings.</summary>
/// <remarks>
/// A part is known by the hash of what it says, so the overlap of two exports of one logger is recognised whatever the
/// files are called, and a file whose import was cut short goes on where it was. What was forgotten, or was in a journal
/// that had to be set aside, is sent again, and the server knows it by sensor and time.
/// </remarks>
internal sealed class ImportMarks : IDisposable
{
    /// <summary>A logger makes about six a day: seven years of six loggers.</summary>
    public const int Most = 100_000;

    private readonly TimeProvider _clock;
    private readonly SqliteCommand _remember;
    private readonly SqliteCommand _forget;

    public ImportMarks(SqliteConnection connection, TimeProvider clock)
    {
        Sql.Execute(connection, """
            CREATE TABLE IF NOT EXISTS imported (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                part TEXT NOT NULL UNIQUE,
                at_ms INTEGER NOT NULL) STRICT;
            """);
        _clock = clock;
        _remember = Sql.Prepare(connection, "INSERT INTO imported (part, at_ms) VALUES ($part, $at) ON CONFLICT DO NOTHING");
        _forget = Sql.Prepare(
            connection, $"DELETE FROM imported WHERE number <= (SELECT max(number) FROM imported) - {Most}");
    }

    /// <summary>True for a part that is stored already; any other is remembered from now on.</summary>
    public bool IsKnown(string part, SqliteTransaction transaction)
    {
        if (Sql.Execute(_remember, transaction, ("$part", part), ("$at", _clock.GetCurrentInstant().UnixMilliseconds)) == 0)
        {
            return true;
        }

        Sql.Execute(_forget, transaction);
        return false;
    }

    public void Dispose()
    {
        _remember.Dispose();
        _forget.Dispose();
    }
}
