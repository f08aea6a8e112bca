using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where the history is on the disk, and how it is opened.</summary>
internal sealed class HistoryFile(string path)
{
    public const string FileName = "history.db";

    public string Path { get; } = path;

    /// <summary>The one connection that writes; not from the pool, since its prepared statements live as long as it does.</summary>
    public SqliteConnection OpenToWrite()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        connection.Open();
        HistorySchema.Prepare(connection);
        return connection;
    }

    public SqliteConnection OpenToRead()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
        }.ToString());
        connection.Open();
        return connection;
    }
}
