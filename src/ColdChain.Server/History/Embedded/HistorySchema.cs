using System.Globalization;
using ColdChain.Core.Integrity;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The tables of <c>history.db</c>, and what keeps them from being altered.</summary>
/// <remarks>
/// <code>
/// facts             what never changes: by how many minutes the sealed days are ahead of UTC
/// marks             how far something got: arrivals (the newest, with its chain), sealed (older ones are not needed
///                   any more; with the chain of the last of them), judged (monitoring has looked at all up to it), seals (the newest chunk's number),
///                   mirrored (another home of the readings has all up to that chunk; there only when there is one),
///                   commits (how many transactions there were, see <see cref="CommitWitness"/>; not in files that no newer program wrote)
/// sensors           number of each sensor id, so that a reading does not carry the text
/// journals          number of each (agent, journal)
/// arrivals          the new readings of one request (<see cref="ArrivalBlob"/>), chained, each with a sum of its own; deleted once all are sealed
/// chunks            a finished day of a sensor, and what came later for it (<see cref="ChunkId"/>, <see cref="ChunkFigures"/>,
///                   <see cref="ChunkCodec"/>), chained by sensor; never changed. Readings are NULL while they are in another home
/// blocks            chunks of one sensor that are weeks old and were sealed one after the other, in one row (<see cref="BlockRow"/>);
///                   such a chunk has no row of its own any more
/// sensor_heads      where each sensor's chain of chunks ends, its first and last sealed day, and up to where it was bound
/// roots             one a day over all heads, signed; root_keys has the public part of each key that ever signed one
/// destructions      who had readings destroyed at the end of their time, signed; destroyed_chunks keeps the hash of each
/// daily_extremes    what a logger says was the lowest and the highest of a day; daily_extreme_conflicts beside them
/// received_ranges   sequences received of a journal, as closed ranges; grows with holes, not with readings
/// ledger            the chain over the rows of the four tables around it (<see cref="RowLedger"/>); ledger_roots beside it
/// quarantine        what could not be admitted, as it came
/// agent_events      what is not a temperature
/// </code>
/// Every transaction is fsynced before anybody is told (WAL, synchronous=FULL). After a crash at any instant the file
/// holds exactly the transactions that were committed. Triggers refuse UPDATE and DELETE of what was stored, also from a
/// console; REPLACE is refused by triggers of its own, since SQLite does not call delete triggers for it by default.
/// </remarks>
internal static class HistorySchema
{
    public const int Version = 6;

    /// <summary>
    /// A block is one to ten thousand bytes, of which SQLite puts whole pages aside and the rest beside others: the smaller the page, the
    /// smaller what stays empty; and two dozen tables have a page each at least. A file that is there keeps its own.
    /// </summary>
    private const int PageBytes = 1024;

    /// <summary>After so much the log is brought into the file; each time costs two fsyncs.</summary>
    private const int BytesOfLog = 8 * 1024 * 1024;

    /// <summary>The tables of every format; formats 1 and 2 had them too.</summary>
    private const string Tables = """
        CREATE TABLE sensors (
            sensor_number INTEGER PRIMARY KEY,
            sensor_id TEXT NOT NULL UNIQUE);
        CREATE TABLE journals (
            journal_number INTEGER PRIMARY KEY,
            agent_id TEXT NOT NULL,
            journal_id TEXT NOT NULL,
            UNIQUE (agent_id, journal_id));
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
        CREATE TRIGGER quarantine_is_not_deleted BEFORE DELETE ON quarantine
        BEGIN SELECT RAISE(ABORT, 'what was quarantined stays on record (G3)'); END;
        """;

    public const string ArrivalGuard = """
        CREATE TRIGGER arrivals_are_not_updated BEFORE UPDATE ON arrivals
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        """;

    /// <summary>What format 3 has instead of a row for each reading.</summary>
    private const string ChunkTables = $"""
        CREATE TABLE facts (
            name TEXT PRIMARY KEY,
            number INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE marks (
            name TEXT PRIMARY KEY,
            number INTEGER NOT NULL,
            sha256 BLOB) WITHOUT ROWID;
        CREATE TABLE arrivals (
            arrival_number INTEGER PRIMARY KEY,
            journal_number INTEGER NOT NULL,
            stored_at_ms INTEGER NOT NULL,
            chain_sha256 BLOB NOT NULL,
            readings BLOB NOT NULL);
        CREATE TABLE chunks (
            chunk_id INTEGER PRIMARY KEY,
            seal_number INTEGER NOT NULL,
            figures BLOB NOT NULL,
            chain_sha256 BLOB NOT NULL,
            readings BLOB);
        CREATE TABLE sensor_heads (
            sensor_number INTEGER PRIMARY KEY,
            link INTEGER NOT NULL,
            chain_sha256 BLOB NOT NULL,
            seal_number INTEGER NOT NULL,
            first_day INTEGER NOT NULL,
            last_day INTEGER NOT NULL);
        CREATE TABLE roots (
            root_number INTEGER PRIMARY KEY,
            day INTEGER NOT NULL,
            made_at_ms INTEGER NOT NULL,
            last_seal_number INTEGER NOT NULL,
            root_sha256 BLOB NOT NULL,
            key_id TEXT NOT NULL,
            signature BLOB NOT NULL);
        CREATE TABLE destructions (
            destruction_number INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            decided_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            key_id TEXT NOT NULL,
            signature BLOB NOT NULL);
        CREATE TABLE destroyed_chunks (
            chunk_id INTEGER PRIMARY KEY,
            destruction_number INTEGER NOT NULL,
            chunk_sha256 BLOB NOT NULL);
        CREATE TABLE root_keys (
            key_id TEXT PRIMARY KEY,
            public_key BLOB NOT NULL) WITHOUT ROWID;
        INSERT INTO marks (name, number, sha256) VALUES
            ('arrivals', 0, zeroblob(32)), ('sealed', 1, zeroblob(32)), ('judged', 0, NULL), ('seals', 0, NULL);
        {ArrivalGuard}
        CREATE TRIGGER arrivals_are_not_deleted BEFORE DELETE ON arrivals
        WHEN OLD.arrival_number >= (SELECT number FROM marks WHERE name = 'sealed')
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER arrivals_are_not_replaced BEFORE INSERT ON arrivals
        WHEN EXISTS (SELECT 1 FROM arrivals WHERE arrival_number = NEW.arrival_number)
        BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER chunks_are_not_replaced BEFORE INSERT ON chunks
        WHEN EXISTS (SELECT 1 FROM chunks WHERE chunk_id = NEW.chunk_id)
        BEGIN SELECT RAISE(IGNORE); END;
        """;

    /// <summary>Marks that every history has, and what each is when it is made again from the rows.</summary>
    public static IReadOnlyList<(string Name, string Rows)> Marks { get; } =
    [
        ("arrivals", "SELECT 'arrivals', coalesce(max(arrival_number), 0), coalesce(chain_sha256, zeroblob(32)) FROM arrivals"),
        ("sealed", "SELECT 'sealed', coalesce(min(arrival_number), (SELECT number + 1 FROM marks WHERE name = 'arrivals')), zeroblob(32) FROM arrivals"),
        ("judged", "SELECT 'judged', 0, NULL"),
        ("seals", """
            SELECT 'seals', max(
                (SELECT coalesce(max(seal_number), 0) FROM chunks), (SELECT coalesce(max(last_seal), 0) FROM blocks),
                (SELECT coalesce(max(last_seal_number), 0) FROM roots), (SELECT coalesce(max(seal_number), 0) FROM sensor_heads)), NULL
            """),
    ];

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

    private static readonly string[] NeverChanged = ["sensors", "journals", "agent_events"];

    private static readonly string[] NeverChangedDaily = ["daily_extremes", "daily_extreme_conflicts"];

    private static readonly string[] NeverChangedChunks = ["roots", "root_keys", "facts", "destructions", "destroyed_chunks"];

    private static readonly string[] NeverChangedLedger = ["ledger", "ledger_roots"];

    /// <summary>
    /// What format 4 has more. A chunk may go where a block has it, and a block where its chunks are there again; up to
    /// bound_link a sensor's chunks are bound, or stay rows for ever.
    /// </summary>
    private const string BlockTables = $"""
        CREATE TABLE blocks (
            block_id INTEGER PRIMARY KEY,
            first_seal INTEGER NOT NULL,
            last_seal INTEGER NOT NULL,
            first_link INTEGER NOT NULL,
            before_sha256 BLOB NOT NULL,
            chain_sha256 BLOB NOT NULL,
            heads BLOB NOT NULL,
            readings BLOB NOT NULL);
        ALTER TABLE sensor_heads ADD COLUMN bound_link INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sensor_heads ADD COLUMN bound_seal INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sensor_heads ADD COLUMN bound_sha256 BLOB;
        DROP TRIGGER chunks_are_not_deleted;
        CREATE TRIGGER chunks_are_not_deleted BEFORE DELETE ON chunks
        WHEN NOT EXISTS (SELECT 1 FROM blocks
            WHERE block_id >= {SpanOfChunk} AND block_id < {SpanOfChunk} + {MostNumbers}
                AND first_seal <= OLD.seal_number AND last_seal >= OLD.seal_number)
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER blocks_are_not_updated BEFORE UPDATE ON blocks
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER blocks_are_not_deleted BEFORE DELETE ON blocks
        WHEN (SELECT count(*) FROM chunks WHERE chunk_id >= {FirstOfBlock} AND chunk_id < {FirstBehindBlock}
            AND seal_number IN (OLD.first_seal, OLD.last_seal)) < 1 + (OLD.first_seal <> OLD.last_seal)
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER blocks_are_not_replaced BEFORE INSERT ON blocks
        WHEN EXISTS (SELECT 1 FROM blocks WHERE block_id = NEW.block_id)
        BEGIN SELECT RAISE(IGNORE); END;
        """;

    /// <summary>The first key of blocks in which a chunk may be: its day becomes the span of the day, its part zero.</summary>
    private const string SpanOfChunk = "((((OLD.chunk_id >> 30) / 24) << 30) | (OLD.chunk_id & 1073740800))";

    /// <summary>The first key of chunks that a block may have had.</summary>
    private const string FirstOfBlock = "(((OLD.block_id >> 30) * 24) << 30)";

    private const string FirstBehindBlock = "((((OLD.block_id >> 30) + 1) * 24) << 30)";

    private const string MostNumbers = "1024";

    /// <summary>
    /// A history with another home (<see cref="AwayWriting"/>) may take the readings of a chunk out and bring them back;
    /// hash, chain and figures stay, and <c>verify</c> holds what comes back against them. What a destruction names becomes
    /// one zero byte (<see cref="Destruction"/>).
    /// </summary>
    private const string ChunkGuards = """
        CREATE TRIGGER chunks_are_not_updated BEFORE UPDATE ON chunks
        WHEN NEW.chunk_id IS NOT OLD.chunk_id OR NEW.seal_number IS NOT OLD.seal_number OR NEW.figures IS NOT OLD.figures
            OR NEW.chain_sha256 IS NOT OLD.chain_sha256
            OR NOT (
                ((NEW.readings IS NULL OR OLD.readings IS NULL) AND EXISTS (SELECT 1 FROM marks WHERE name = 'mirrored'))
                OR (NEW.readings IS x'00' AND EXISTS (SELECT 1 FROM destroyed_chunks WHERE chunk_id = OLD.chunk_id)))
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER chunks_are_not_deleted BEFORE DELETE ON chunks
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        """;

    /// <summary>Makes the file durable, and makes the tables that it does not have yet.</summary>
    /// <exception cref="HistoryUnfitException">The file was written by a newer version of the program.</exception>
    public static void Prepare(SqliteConnection connection, DayCalendar calendar)
    {
        Execute(connection, "PRAGMA busy_timeout = 10000;");
        long version = Scalar(connection, "PRAGMA user_version;");
        if (version > Version)
        {
            throw new HistoryUnfitException(
                $"The history {connection.DataSource} has format {version}; this program knows up to {Version}. Start the newer program.");
        }

        if (version == 0)
        {
            Execute(connection, $"PRAGMA page_size = {PageBytes}; PRAGMA auto_vacuum = INCREMENTAL;");
        }

        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        Execute(connection, string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA wal_autocheckpoint = {BytesOfLog / Scalar(connection, "PRAGMA page_size;")};"));
        WriteLogAnew(connection);
        if (version < Version)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            Execute(connection, version == 0 ? Tables + Guards(NeverChanged) : string.Empty);
            Execute(connection, version < 2 ? DailyTables + Guards(NeverChangedDaily) : string.Empty);
            if (version < 3)
            {
                Execute(connection, ChunkTables + ChunkGuards + Guards(NeverChangedChunks));
                Execute(connection, string.Create(
                    CultureInfo.InvariantCulture,
                    $"INSERT INTO facts VALUES ('day_offset_minutes', {(long)calendar.Offset.TotalMinutes});"));
            }

            if (version is 1 or 2)
            {
                HistoryUpgrade.TakeOverRows(connection);
            }

            Execute(connection, version < 4 ? BlockTables : string.Empty);
            if (version < 5)
            {
                MakeFormat5(connection);
            }

            // Format 6 is in the bytes of what is sealed from then on (CheckedBytes, ChunkFigures); what was sealed before stays as it is.
            Execute(connection, $"PRAGMA user_version = {Version};");
            transaction.Commit();
        }
    }

    /// <summary>A sum for each request that is not sealed, and the ledger over the rows beside the readings.</summary>
    private static void MakeFormat5(SqliteConnection connection)
    {
        Execute(connection, "ALTER TABLE arrivals ADD COLUMN sum INTEGER;");
        HistoryUpgrade.SumRows(connection);
        Execute(connection, RowLedger.Tables + Guards(NeverChangedLedger));
        using RowLedger ledger = new(connection);
        ledger.TakeIn();
    }

    /// <summary>Brings what the log holds into the file, and begins the log anew.</summary>
    /// <remarks>
    /// What a failed fsync left in the system's memory reads like any other part of the log, may never reach the disk, and
    /// would take everything behind it with it in a power cut. Here it is written once more, and synced, before anything
    /// is put behind it.
    /// </remarks>
    /// <exception cref="SqliteException">The disk fails still, or somebody reads for longer than the time to wait.</exception>
    private static void WriteLogAnew(SqliteConnection connection)
    {
        if (Scalar(connection, "PRAGMA wal_checkpoint(TRUNCATE);") != 0)
        {
            throw new SqliteException("The log could not be brought into the file: somebody is reading it.", SQLitePCL.raw.SQLITE_BUSY);
        }
    }

    /// <summary>The days that this file was made with.</summary>
    /// <exception cref="InvalidDataException">The file does not say it any more; every day in it would be another one.</exception>
    public static DayCalendar CalendarOf(SqliteConnection connection)
    {
        long minutes = Scalar(connection, "SELECT number FROM facts WHERE name = 'day_offset_minutes';");
        return minutes is >= -DayCalendar.MostOffsetMinutes and <= DayCalendar.MostOffsetMinutes
            ? new DayCalendar(TimeSpan.FromMinutes(minutes))
            : throw new InvalidDataException(
                $"{connection.DataSource} is damaged: its days would begin {minutes} minutes from UTC (day_offset_minutes), and no clock shows that.");
    }

    private static string Guards(string[] tables) => string.Concat(tables.Select(Guard));

    private static string Guard(string table) => $"""
        CREATE TRIGGER {table}_are_not_updated BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER {table}_are_not_deleted BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;

        """;

    public static void Execute(SqliteConnection connection, string sql)
    {
        if (sql.Length == 0)
        {
            return;
        }

        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder; no value from outside is in them.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // As above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long number
            ? number
            : throw new InvalidDataException($"{connection.DataSource} is damaged: there is no number where there must be one ({sql}).");
    }
}
