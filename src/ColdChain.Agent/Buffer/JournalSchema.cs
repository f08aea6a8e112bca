namespace ColdChain.Agent.Buffer;

/// <summary>The tables of <c>journal.db</c>.</summary>
/// <remarks>
/// <code>
/// journal    one row: the UUID that was made with the file; the newest time that the server's clock agreed with
/// entries    readings and events that the server does not have yet, one count of sequences for both, each with its
///            check sum (EntryCheck; null below journal.checked_from, in those written by version 1)
/// refused    entries that the server will never take, with its reason
/// in_flight  which MQTT messages were stored lately, to recognise a redelivery (RedeliveryWindow)
/// clock_runs from which sequence on which offset corrects this machine's clock (ClockRuns); null: not known yet
/// salvage    how far a damaged journal was read over into this one (JournalSalvage)
/// imported   which parts of loggers' files were stored, to recognise them in the next export (ImportMarks)
/// </code>
/// Version 1 (2026-05) had neither check sums nor the last two tables; it is brought up at the opening, in one
/// transaction that does not touch its entries.
/// AUTOINCREMENT keeps the highest sequence in SQLite's own table, so an emptied journal does not count from 1 again:
/// the server would take new readings for old ones. WAL with synchronous=FULL: COMMIT returns after the fsync; a torn
/// tail of the WAL fails its check sums and is cut off by SQLite at the next opening.
/// </remarks>
internal static class JournalSchema
{
    /// <summary>
    /// PRAGMA user_version, and since version 2 also journal.format: a higher one belongs to a newer agent when both say
    /// so; one alone is a flipped bit.
    /// </summary>
    public const int Version = 2;

    /// <summary>
    /// The space that file and log hold for themselves from the opening on: while the server takes what is measured, a disk
    /// that others have filled does not stop the agent.
    /// </summary>
    public const int ReservedBytes = 1024 * 1024;

    /// <summary>A journal up to this size is looked through at each opening (some three million readings).</summary>
    public const long LargestCheckedBytes = 256L * 1024 * 1024;

    /// <summary>The log is folded into the file every 200 pages (800 kB), so that it never outgrows the reserve.</summary>
    public const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 200;";

    /// <summary>Version 1; a new file is made so and brought up at once, so that there is one way to each version.</summary>
    public const string Create = """
        CREATE TABLE journal (
            id TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL) STRICT;
        CREATE TABLE entries (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            at_ms INTEGER NOT NULL,
            sensor TEXT,
            milli_celsius INTEGER,
            flags INTEGER,
            kind TEXT,
            unit TEXT,
            detail TEXT,
            CHECK ((kind IS NULL) = (milli_celsius IS NOT NULL))) STRICT;
        CREATE TABLE refused (
            sequence INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            sensor TEXT,
            milli_celsius INTEGER,
            flags INTEGER,
            kind TEXT,
            unit TEXT,
            detail TEXT,
            reason TEXT NOT NULL,
            refused_at_ms INTEGER NOT NULL) STRICT;
        CREATE TABLE in_flight (
            source TEXT NOT NULL,
            client_id TEXT NOT NULL,
            packet_id INTEGER NOT NULL,
            payload_hash TEXT NOT NULL,
            position INTEGER NOT NULL,
            ran_ms INTEGER NOT NULL,
            PRIMARY KEY (source, client_id, packet_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX in_flight_by_position ON in_flight (source, client_id, position);
        CREATE INDEX in_flight_by_age ON in_flight (ran_ms);
        """;

    /// <summary>From version 1 to 2.</summary>
    public const string UpgradeFrom1 = """
        ALTER TABLE journal ADD COLUMN seen_ms INTEGER;
        ALTER TABLE journal ADD COLUMN format INTEGER;
        ALTER TABLE journal ADD COLUMN checked_from INTEGER;
        UPDATE journal SET format = 2, checked_from = 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entries'), 0);
        ALTER TABLE entries ADD COLUMN crc INTEGER;
        CREATE TABLE clock_runs (
            first_sequence INTEGER PRIMARY KEY,
            offset_ms INTEGER) STRICT;
        CREATE TABLE salvage (
            file TEXT PRIMARY KEY,
            through INTEGER NOT NULL,
            carried INTEGER NOT NULL,
            is_done INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;
}
