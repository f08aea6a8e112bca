using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Reads a journal as an outsider does.</summary>
internal static class JournalOracle
{
    /// <summary>How many readings are there; the agent may be running.</summary>
    public static long Count(string directory)
    {
        using SqliteConnection connection = Open(directory);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM entries WHERE kind IS NULL";
        return (long)command.ExecuteScalar()!;
    }

    public static IReadOnlyList<StoredReading> Read(string directory)
    {
        using SqliteConnection connection = Open(directory);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, sensor, at_ms, milli_celsius FROM entries WHERE kind IS NULL ORDER BY sequence";
        using SqliteDataReader row = command.ExecuteReader();
        List<StoredReading> stored = [];
        while (row.Read())
        {
            stored.Add(new StoredReading(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)));
        }

        return stored;
    }

    private static SqliteConnection Open(string directory)
    {
        SqliteConnection connection = new($"Data Source={Path.Combine(directory, "journal.db")};Mode=ReadOnly;Pooling=false;Default Timeout=20");
        connection.Open();
        return connection;
    }
}
