using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.History;

/// <summary>Files as versions of before wrote them: formats 1 and 2, a row for each reading.</summary>
internal static class FormerFormat
{
    private const string Format1 = """
        CREATE TABLE sensors (sensor_number INTEGER PRIMARY KEY, sensor_id TEXT NOT NULL UNIQUE);
        CREATE TABLE journals (
            journal_number INTEGER PRIMARY KEY, agent_id TEXT NOT NULL, journal_id TEXT NOT NULL, UNIQUE (agent_id, journal_id));
        CREATE TABLE readings (
            sensor_number INTEGER NOT NULL, measured_at_ms INTEGER NOT NULL, milli_celsius INTEGER NOT NULL, flags INTEGER NOT NULL,
            journal_number INTEGER NOT NULL, sequence INTEGER NOT NULL, stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, measured_at_ms)) WITHOUT ROWID;
        CREATE TABLE reading_conflicts (
            sensor_number INTEGER NOT NULL, measured_at_ms INTEGER NOT NULL, milli_celsius INTEGER NOT NULL, flags INTEGER NOT NULL,
            journal_number INTEGER NOT NULL, sequence INTEGER NOT NULL, stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, measured_at_ms, milli_celsius)) WITHOUT ROWID;
        CREATE TABLE received_ranges (
            journal_number INTEGER NOT NULL, first_sequence INTEGER NOT NULL, last_sequence INTEGER NOT NULL,
            PRIMARY KEY (journal_number, first_sequence)) WITHOUT ROWID;
        CREATE TABLE quarantine (
            quarantine_number INTEGER PRIMARY KEY AUTOINCREMENT, journal_number INTEGER NOT NULL, sequence INTEGER NOT NULL,
            sensor TEXT NOT NULL, measured_at_ms INTEGER NOT NULL, milli_celsius INTEGER NOT NULL, flags INTEGER NOT NULL,
            reason TEXT NOT NULL, explanation TEXT NOT NULL, stored_at_ms INTEGER NOT NULL, admitted_at_ms INTEGER, admitted_by TEXT,
            UNIQUE (journal_number, sequence, sensor, measured_at_ms, milli_celsius));
        CREATE TABLE agent_events (
            event_number INTEGER PRIMARY KEY AUTOINCREMENT, journal_number INTEGER NOT NULL, sequence INTEGER, kind TEXT NOT NULL,
            at_ms INTEGER NOT NULL, sensor TEXT, unit TEXT, detail TEXT, stored_at_ms INTEGER NOT NULL,
            UNIQUE (journal_number, sequence, kind, at_ms));
        CREATE INDEX agent_events_by_time ON agent_events (at_ms);
        CREATE TABLE unjudged (
            sensor_number INTEGER PRIMARY KEY, from_ms INTEGER, to_ms INTEGER, taken_from_ms INTEGER, taken_to_ms INTEGER);
        CREATE TRIGGER readings_are_not_updated BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, '(G3)'); END;
        CREATE TRIGGER readings_are_not_deleted BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, '(G3)'); END;
        CREATE TRIGGER reading_conflicts_are_not_deleted BEFORE DELETE ON reading_conflicts BEGIN SELECT RAISE(ABORT, '(G3)'); END;
        PRAGMA user_version = 1;
        """;

    private const string Format2 = """
        CREATE TABLE daily_extremes (
            sensor_number INTEGER NOT NULL, at_ms INTEGER NOT NULL, side INTEGER NOT NULL, milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL, journal_number INTEGER NOT NULL, sequence INTEGER NOT NULL, stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, at_ms, side)) WITHOUT ROWID;
        CREATE TABLE daily_extreme_conflicts (
            sensor_number INTEGER NOT NULL, at_ms INTEGER NOT NULL, side INTEGER NOT NULL, milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL, journal_number INTEGER NOT NULL, sequence INTEGER NOT NULL, stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, at_ms, side, milli_celsius)) WITHOUT ROWID;
        PRAGMA user_version = 2;
        """;

    /// <summary>Makes the file, then runs the rows of the test.</summary>
    public static void Write(string path, int format, string rows)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = "PRAGMA journal_mode = WAL;" + Format1 + (format == 2 ? Format2 : string.Empty) + rows;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
