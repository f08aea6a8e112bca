using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Knows a damaged journal when SQLite complains, and how to put it out of the way.</summary>
internal static class JournalDamage
{
    /// <summary>SQLITE_CORRUPT, SQLITE_NOTADB, or a file that lacks our tables (SQLITE_ERROR while opening).</summary>
    public static bool IsDamage(SqliteException fault) =>
        fault.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB
        || (fault.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR && fault.Message.Contains("no such", StringComparison.Ordinal));

    /// <summary>For contents that SQLite itself finds nothing wrong with.</summary>
    public static SqliteException Found(string what) => new(what, SQLitePCL.raw.SQLITE_CORRUPT);

    /// <summary>Renames the file, with its WAL, to <c>journal-damaged-[date].db</c>; gives the new path.</summary>
    /// <remarks>The WAL keeps the name that SQLite expects beside the file, so that it can still be read by hand.</remarks>
    public static string MoveAway(string path, TimeProvider clock)
    {
        string stamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        string kept = Path.Combine(Path.GetDirectoryName(path)!, $"journal-damaged-{stamp}.db");
        for (int copy = 2; File.Exists(kept); copy++)
        {
            kept = Path.Combine(Path.GetDirectoryName(path)!, $"journal-damaged-{stamp}-{copy}.db");
        }

        foreach (string suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, kept + suffix);
            }
        }

        return kept;
    }
}
