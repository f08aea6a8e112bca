using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Oracle;

/// <summary>Reads the server's history.db beside the server: what is sealed, and what waits in the rows of requests.</summary>
/// <remarks>The rows of requests are read by code of the tests alone; sealed days by the product's decoder, which has tests of its own.</remarks>
public static class HistoryFileReader
{
    private const long DayMilliseconds = 86_400_000;

    private const string Chunks = "SELECT chunk_id, readings FROM chunks ORDER BY chunk_id";

    private const string Blocks = "SELECT block_id, readings, first_seal, heads FROM blocks ORDER BY block_id";

    private const string Arrivals = "SELECT stored_at_ms, readings FROM arrivals ORDER BY arrival_number";

    /// <summary>Nothing where the server has not made its file, or its tables, yet.</summary>
    public static IReadOnlyList<StoredRow> ReadAll(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using SqliteConnection connection = Open(path);
        // One transaction, so that a day which is sealed meanwhile is seen once.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'arrivals'") == 0)
        {
            return [];
        }

        StoredRows rows = new(SensorsOf(connection));
        long begins = Scalar(connection, "SELECT number FROM facts WHERE name = 'day_offset_minutes'") * 60_000;
        foreach ((long id, byte[] readings) in Rows(connection, Chunks))
        {
            Add(rows, ChunkId.Of(id), begins, ChunkCodec.TryDecode(ChunkId.Of(id), readings, out KeptDay? day) ? day : throw new InvalidDataException($"Chunk {id} cannot be decoded."));
        }

        AddBlocks(connection, rows, begins);

        foreach ((long storedAt, byte[] readings) in Rows(connection, Arrivals))
        {
            rows.AddRequest(storedAt, readings);
        }

        return rows.All;
    }

    private static void AddBlocks(SqliteConnection connection, StoredRows rows, long begins)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Blocks;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            BlockId id = BlockId.Of(reader.GetInt64(0));
            if (!BlockHeads.TryDecode(id, reader.GetInt64(2), (byte[])reader[3], out BoundChunk[]? chunks)
                || !BlockCodec.TryDecode(id, chunks, (byte[])reader[1], out KeptDay[]? days))
            {
                throw new InvalidDataException($"Block {id} cannot be decoded.");
            }

            for (int place = 0; place < days.Length; place++)
            {
                Add(rows, chunks[place].Id, begins, days[place]);
            }
        }
    }

    private static void Add(StoredRows rows, ChunkId id, long begins, KeptDay day)
    {
        long start = (id.Day * DayMilliseconds) - begins;
        foreach (KeptReading kept in (KeptReading[])[.. day.Readings.Span, .. day.Conflicts.Span])
        {
            rows.Add(id.Sensor, start + kept.Offset, kept.MilliCelsius, kept.StoredMinute * 60_000L);
        }
    }

    /// <summary>The readings of requests after that one, and the number of the last: for who looks again and again at a file that grows.</summary>
    public static (long Last, IReadOnlyList<StoredRow> Rows) ReadRequestsAfter(string path, long number)
    {
        using SqliteConnection connection = Open(path);
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'arrivals'") == 0)
        {
            return (number, []);
        }

        StoredRows rows = new(SensorsOf(connection));
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT stored_at_ms, readings, arrival_number FROM arrivals WHERE arrival_number > $number ORDER BY arrival_number";
        command.Parameters.AddWithValue("$number", number);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.AddRequest(reader.GetInt64(0), (byte[])reader[1]);
            number = reader.GetInt64(2);
        }

        return (number, rows.All);
    }

    /// <summary>How many requests wait to be judged.</summary>
    public static long Unjudged(string path)
    {
        using SqliteConnection connection = Open(path);
        return Scalar(
            connection, "SELECT (SELECT number FROM marks WHERE name = 'arrivals') - (SELECT number FROM marks WHERE name = 'judged')");
    }

    /// <summary>What SQLite itself says of the file: "ok", or the damage.</summary>
    public static string Integrity(string path)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }

    private static Dictionary<int, string> SensorsOf(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sensor_number, sensor_id FROM sensors";
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<int, string> sensors = [];
        while (reader.Read())
        {
            sensors.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return sensors;
    }

    private static IEnumerable<(long Number, byte[] Bytes)> Rows(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt64(0), (byte[])reader[1]);
        }
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }
}
