using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Integrity;

/// <summary>The newest daily root, for whoever is to keep it: looked up once a minute at the most.</summary>
internal sealed class NewestRoot(HistoryFile file, TimeProvider clock)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _looking = new();
    private RootLine? _line;
    private long? _lookedAt;

    /// <summary>Null while there is none.</summary>
    public RootLine? Line
    {
        get
        {
            lock (_looking)
            {
                if (_lookedAt is not { } at || clock.GetElapsedTime(at) >= LooksEvery)
                {
                    _lookedAt = clock.GetTimestamp();
                    _line = Look() ?? _line;
                }

                return _line;
            }
        }
    }

    private RootLine? Look()
    {
        try
        {
            using SqliteConnection connection = file.OpenToRead();
            using Statement newest = new(
                connection, "SELECT root_number, day, root_sha256, key_id, signature FROM roots ORDER BY root_number DESC LIMIT 1", 0);
            using SqliteDataReader row = newest.Rows();
            return row.Read() && Digest.TryRead(row[2] as byte[] ?? [], out Digest hash)
                ? new RootLine(
                    row.GetInt64(0), DayCalendar.DateOf(row.GetInt32(1)), hash, row.GetString(3), Convert.ToBase64String(row[4] as byte[] ?? []))
                : null;
        }
        catch (SqliteException)
        {
            // Readings are taken without it; the next minute looks again, and ingest itself says when the file cannot be used.
            return null;
        }
    }
}
