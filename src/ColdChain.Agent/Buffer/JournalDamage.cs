using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Knows a damaged journal when SQLite complains, and how to put it out of the way.</summary>
/// <remarks>
/// <code>
/// journal.db -> journal-unread-[date].db      set aside; what can be read of it goes on in the new journal
///            -> journal-damaged-[date].db     read over; kept for a person
/// </code>
/// The log is renamed before the file: a kill between the two leaves a log without its file, and the next opening ends
/// the move. The other order would leave a log that SQLite throws away beside a new file.
/// </remarks>
internal static class JournalDamage
{
    private const string Unread = "journal-unread-";
    private const string Damaged = "journal-damaged-";
    private const string Log = "-wal";

    private static readonly string[] Suffixes = [Log, "-shm", string.Empty];

    /// <summary>Contents that cannot be ours: not a database, torn trees, tables or columns that are not there or twice.</summary>
    public static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode
        is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR
        or SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_TOOBIG;

    /// <summary>
    /// A flipped bit in two bytes of the head makes SQLite refuse the file as one of a later SQLite's: it reads it, or
    /// not, and never writes it again.
    /// </summary>
    public static bool HasForeignHead(string path)
    {
        const int FormatVersions = 18;
        Span<byte> head = stackalloc byte[FormatVersions + 2];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && (head[FormatVersions] is not 1 and not 2 || head[FormatVersions + 1] is not 1 and not 2);
    }

    /// <summary>For contents that SQLite itself finds nothing wrong with.</summary>
    public static SqliteException Found(string what) => new(what, SQLitePCL.raw.SQLITE_CORRUPT);

    /// <summary>Takes file and log out of the way; nothing is copied, so a full disk does not hinder it.</summary>
    /// <remarks>The log keeps the name that SQLite expects beside the file.</remarks>
    public static void MoveAway(string path, TimeProvider clock)
    {
        string folder = Path.GetDirectoryName(path)!;
        string stamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        string name = stamp + ".db";
        for (int copy = 2; File.Exists(Path.Combine(folder, Unread + name)) || File.Exists(Path.Combine(folder, Damaged + name)); copy++)
        {
            name = $"{stamp}-{copy}.db";
        }

        Rename(path, Path.Combine(folder, Unread + name));
    }

    /// <summary>Ends what a kill interrupted, and gives the files that wait to be read over, oldest first.</summary>
    public static IReadOnlyList<string> Waiting(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        foreach (string log in Directory.GetFiles(folder, Unread + "*.db" + Log))
        {
            string unread = log[..^Log.Length];
            if (File.Exists(Finished(unread)))
            {
                Rename(unread, Finished(unread));
            }
            else if (!File.Exists(unread) && File.Exists(path))
            {
                Rename(path, unread);
            }
        }

        return [.. Directory.GetFiles(folder, Unread + "*.db").Order(StringComparer.Ordinal)];
    }

    /// <summary>What a set-aside file is called once it was read over.</summary>
    public static string Finished(string unread) => Path.Combine(
        Path.GetDirectoryName(unread)!, string.Concat(Damaged, Path.GetFileName(unread).AsSpan(Unread.Length)));

    public static void Finish(string unread) => Rename(unread, Finished(unread));

    private static void Rename(string from, string to)
    {
        foreach (string suffix in Suffixes)
        {
            if (File.Exists(from + suffix))
            {
                File.Move(from + suffix, to + suffix, overwrite: true);
            }
        }
    }
}
