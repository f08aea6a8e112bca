namespace ColdChain.Agent.Buffer;

/// <summary>The tables of <c>journal.db</c>.</summary>
/// <remarks>
/// <code>
/// journal    one row: the UUID that was made with the file
/// entries    readings and events that the server does not have yet, one count of sequences for both
/// refused    entries that the server will never take, with its reason
/// in_flight  which MQTT messages were stored lately, to recognise a redelivery (RedeliveryWindow)
/// </code>
/// AUTOINCREMENT keeps the highest sequence in SQLite's own table, so an emptied journal does not count from 1 again:
/// the server would take new readings for old ones. WAL with synchronous=FULL: COMMIT returns after the fsync; a torn
/// tail of the WAL fails its check sums and is cut off by SQLite at the next opening.
/// </remarks>
internal static class JournalSchema
{
    /// <summary>PRAGMA user_version; a higher one belongs to a newer agent.</summary>
    public const int Version = 1;

    /// <summary>
    /// The space that file and log hold for themselves from the opening on: while the server takes what is measured, a disk
    /// that others have filled does not stop the agent.
    /// </summary>
    public const int ReservedBytes = 1024 * 1024;

    /// <summary>The log is folded into the file every 200 pages (800 kB), so that it never outgrows the reserve.</summary>
    public const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 200;";

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
}
