using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ColdChain.Server.History;

/// <summary>The history's file cannot be used; the message says why and what to do. Found at the start, before anybody is served.</summary>
public sealed class HistoryUnfitException : Exception
{
    public HistoryUnfitException(string message)
        : base(message)
    {
    }

    /// <param name="path">Of the file.</param>
    /// <param name="fault">What opening or reading it threw.</param>
    public HistoryUnfitException(string path, Exception fault)
        : base($"The history {path} cannot be used: {fault.Message.TrimEnd('.')}. {Advice(fault)}", fault)
    {
    }

    private static string Advice(Exception fault) => fault is SqliteException found && found.SqliteErrorCode is not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR)
        ? "Nothing was changed. See whether the disk is full, failing or read-only, whether the server may write there, and whether another program has the file open."
        : "It was damaged, or altered behind the server's back. Copy the folder as it is, for what can be saved of it; see what 'coldchain-server verify' says; "
            + "then bring history.db and records.db back from the same backup.";
}
