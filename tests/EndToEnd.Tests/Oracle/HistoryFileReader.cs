using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Oracle;

/// <summary>Reads the server's history.db beside the server, with nothing of the server's code.</summary>
public static class HistoryFileReader
{
    private const string AllRows = """
        SELECT s.sensor_id, r.measured_at_ms, r.milli_celsius, 0 FROM readings r JOIN sensors s USING (sensor_number)
        UNION ALL
        SELECT s.sensor_id, c.measured_at_ms, c.milli_celsius, 1 FROM reading_conflicts c JOIN sensors s USING (sensor_number)
        """;

    /// <summary>Nothing where the server has not made its file, or its tables, yet.</summary>
    public static IReadOnlyList<StoredRow> ReadAll(string path)
    {
        List<StoredRow> rows = [];
        if (!File.Exists(path))
        {
            return rows;
        }

        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'reading_conflicts'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return rows;
        }

        command.CommandText = AllRows;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new StoredRow(reader.GetString(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt64(3) == 1));
        }

        return rows;
    }

    /// <summary>What SQLite itself says of the file: "ok", or the damage.</summary>
    public static string Integrity(string path)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
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
