using ColdChain.Core.Integrity;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>What history.db notes of the audit trail, which is in another file: a tail cut there is missed here.</summary>
/// <remarks>
/// <code>
/// audit_anchor      where the trail stood a moment ago; may lag behind it, never leads
/// audit_roots       where it stood when a daily root was made, which has it among its chains
/// </code>
/// The tables are made where they are missing, beside whatever format the file has.
/// </remarks>
internal static class AuditNotes
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS audit_anchor (
            anchor_number INTEGER PRIMARY KEY CHECK (anchor_number = 1),
            last_id INTEGER NOT NULL,
            row_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            noted_at_ms INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS audit_roots (
            root_number INTEGER PRIMARY KEY,
            day INTEGER NOT NULL,
            last_id INTEGER NOT NULL,
            row_count INTEGER NOT NULL,
            sha256 BLOB NOT NULL);
        CREATE TRIGGER IF NOT EXISTS audit_anchor_is_not_set_back BEFORE UPDATE ON audit_anchor WHEN NEW.last_id < OLD.last_id
        BEGIN SELECT RAISE(ABORT, 'the audit trail never gets shorter (G8)'); END;
        CREATE TRIGGER IF NOT EXISTS audit_anchor_is_not_deleted BEFORE DELETE ON audit_anchor
        BEGIN SELECT RAISE(ABORT, 'the audit trail never gets shorter (G8)'); END;
        CREATE TRIGGER IF NOT EXISTS audit_roots_are_not_updated BEFORE UPDATE ON audit_roots
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        CREATE TRIGGER IF NOT EXISTS audit_roots_are_not_deleted BEFORE DELETE ON audit_roots
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        """;

    public static void Prepare(SqliteConnection connection) => HistorySchema.Execute(connection, Tables);

    /// <summary>Where the trail was when it was last noted.</summary>
    public static AuditMark? Anchor(WriteSession session) =>
        One(session, "SELECT last_id, row_count, sha256 FROM audit_anchor");

    public static void NoteAnchor(WriteSession session, AuditMark mark, long nowMilliseconds) => session.Prepared(
        """
        INSERT INTO audit_anchor VALUES (1, ?1, ?2, ?3, ?4)
        ON CONFLICT (anchor_number) DO UPDATE SET
            last_id = excluded.last_id, row_count = excluded.row_count, sha256 = excluded.sha256, noted_at_ms = excluded.noted_at_ms
        """,
        4).Run(mark.LastId, mark.RowCount, mark.Sha256.ToArray(), nowMilliseconds);

    /// <summary>True where the trail has grown since the last root that has it.</summary>
    public static bool HasGrown(WriteSession session, AuditMark mark) =>
        One(session, "SELECT last_id, row_count, sha256 FROM audit_roots ORDER BY root_number DESC LIMIT 1") is not { } before
        || before.LastId < mark.LastId;

    public static void NoteRoot(WriteSession session, DailyRoot root, AuditMark mark) => session.Prepared(
        "INSERT INTO audit_roots (root_number, day, last_id, row_count, sha256) VALUES (?1, ?2, ?3, ?4, ?5)", 5)
        .Run(root.Number, root.Day, mark.LastId, mark.RowCount, mark.Sha256.ToArray());

    private static AuditMark? One(WriteSession session, string sql)
    {
        using SqliteDataReader row = session.Prepared(sql, 0).Rows();
        if (!row.Read())
        {
            return null;
        }

        Digest.TryRead(row[2] as byte[] ?? [], out Digest hash);
        return new AuditMark(row.GetInt64(0), row.GetInt64(1), hash);
    }
}
