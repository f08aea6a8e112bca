using ColdChain.Agent.Buffer;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Tests.Buffer;

/// <summary>A journal as the first agent wrote it, with readings and an event in it.</summary>
internal static class VersionOne
{
    public static void Make(string path, int readings)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the test.
        command.CommandText = $"""
            PRAGMA journal_mode = WAL;
            {JournalSchema.Create}
            INSERT INTO journal (id, created_at_ms) VALUES ('7f0c2d4e8a1b4c6d9e0f112233445566', 1777593600000);
            PRAGMA user_version = 1;
            WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < {readings})
            INSERT INTO entries (at_ms, sensor, milli_celsius, flags) SELECT 1777600000000 + v * 1000, 'gaochuan/fridge-1/top', v, 0 FROM n;
            INSERT INTO entries (at_ms, sensor, kind, detail) VALUES (1777600000000, 'gaochuan/fridge-1/top', 'sensor-fault', 'why');
            """;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
