using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The tables of <c>history.db</c>, and what keeps them from being altered.</summary>
/// <remarks>
/// <code>
/// sensors           number of each sensor id, so that a reading does not carry the text
/// journals          number of each (agent, journal)
/// readings          one row for a sensor and moment; the first value that came
/// reading_conflicts further, different values for a moment that has one
/// daily_extremes    what a logger says was the lowest and the highest of a day; daily_extreme_conflicts as above
/// received_ranges   sequences received of a journal, as closed ranges; grows with holes, not with readings
/// quarantine        what could not be admitted, as it came
/// agent_events      what is not a temperature
/// unjudged          what monitoring has not looked at: written with the readings, in their transaction
/// </code>
/// Every transaction is fsynced before anybody is told (WAL, synchronous=FULL). After a crash at any instant the file
/// holds exactly the transactions that were committed. Triggers refuse UPDATE and DELETE of readings, also from a
/// console; REPLACE is refused by a trigger of its own, since SQLite does not call delete triggers for it by default.
/// </remarks>
internal static class HistorySchema
{
    private const int Version = 2;

    private const string Tables = """
        CREATE TABLE sensors (
            sensor_number INTEGER PRIMARY KEY,
            sensor_id TEXT NOT NULL UNIQUE);
        CREATE TABLE journals (
            journal_number INTEGER PRIMARY KEY,
            agent_id TEXT NOT NULL,
            journal_id TEXT NOT NULL,
            UNIQUE (agent_id, journal_id));
        CREATE TABLE readings (
            sensor_number INTEGER NOT NULL,
            measured_at_ms INTEGER NOT NULL,
            milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            journal_number INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, measured_at_ms)) WITHOUT ROWID;
        CREATE TABLE reading_conflicts (
            sensor_number INTEGER NOT NULL,
            measured_at_ms INTEGER NOT NULL,
            milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            journal_number INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, measured_at_ms, milli_celsius)) WITHOUT ROWID;
        CREATE TABLE received_ranges (
            journal_number INTEGER NOT NULL,
            first_sequence INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL,
            PRIMARY KEY (journal_number, first_sequence)) WITHOUT ROWID;
        CREATE TABLE quarantine (
            quarantine_number INTEGER PRIMARY KEY AUTOINCREMENT,
            journal_number INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            sensor TEXT NOT NULL,
            measured_at_ms INTEGER NOT NULL,
            milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            reason TEXT NOT NULL,
            explanation TEXT NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            admitted_at_ms INTEGER,
            admitted_by TEXT,
            UNIQUE (journal_number, sequence, sensor, measured_at_ms, milli_celsius));
        CREATE TABLE agent_events (
            event_number INTEGER PRIMARY KEY AUTOINCREMENT,
            journal_number INTEGER NOT NULL,
            sequence INTEGER,
            kind TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            sensor TEXT,
            unit TEXT,
            detail TEXT,
            stored_at_ms INTEGER NOT NULL,
            UNIQUE (journal_number, sequence, kind, at_ms));
        CREATE INDEX agent_events_by_time ON agent_events (at_ms);
        CREATE TABLE unjudged (
            sensor_number INTEGER PRIMARY KEY,
            from_ms INTEGER,
            to_ms INTEGER,
            taken_from_ms INTEGER,
            taken_to_ms INTEGER);
        """;

    /// <summary>What format 2 has more than format 1.</summary>
    private const string DailyTables = """
        CREATE TABLE daily_extremes (
            sensor_number INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            side INTEGER NOT NULL,
            milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            journal_number INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, at_ms, side)) WITHOUT ROWID;
        CREATE TABLE daily_extreme_conflicts (
            sensor_number INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            side INTEGER NOT NULL,
            milli_celsius INTEGER NOT NULL,
            flags INTEGER NOT NULL,
            journal_number INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            PRIMARY KEY (sensor_number, at_ms, side, milli_celsius)) WITHOUT ROWID;
        CREATE TRIGGER daily_extremes_are_not_replaced BEFORE INSERT ON daily_extremes
        WHEN EXISTS (SELECT 1 FROM daily_extremes
            WHERE sensor_number = NEW.sensor_number AND at_ms = NEW.at_ms AND side = NEW.side)
        BEGIN SELECT RAISE(IGNORE); END;
        """;

    private static readonly string[] NeverChanged = ["sensors", "journals", "readings", "reading_conflicts", "agent_events"];

    private static readonly string[] NeverChangedDaily = ["daily_extremes", "daily_extreme_conflicts"];

    /// <summary>Makes the file durable, and makes the tables that it does not have yet.</summary>
    /// <exception cref="InvalidDataException">The file was written by a newer version of the program.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;");
        long version = Scalar(connection, "PRAGMA user_version;");
        if (version > Version)
        {
            throw new InvalidDataException(
                $"{connection.DataSource} has format {version}; this program knows up to {Version}. Start the newer program.");
        }

        if (version < Version)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            if (version == 0)
            {
                Execute(connection, Tables + string.Concat(NeverChanged.Select(Guard)) + ReplaceGuard);
            }

            Execute(connection, DailyTables + string.Concat(NeverChangedDaily.Select(Guard)) + $"PRAGMA user_version = {Version};");
            transaction.Commit();
        }
    }

    private const string ReplaceGuard = """
        CREATE TRIGGER readings_are_not_replaced BEFORE INSERT ON readings
        WHEN EXISTS (SELECT 1 FROM readings
            WHERE sensor_number = NEW.sensor_number AND measured_at_ms = NEW.measured_at_ms)
        BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER quarantine_is_not_deleted BEFORE DELETE ON quarantine
        BEGIN SELECT RAISE(ABORT, 'what was quarantined stays on record (G3)'); END;
        """;

    private static string Guard(string table) => $"""
        CREATE TRIGGER {table}_are_not_updated BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER {table}_are_not_deleted BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;

        """;

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder; no value from outside is in them.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // As above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
