using ColdChain.Core.Integrity;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where the history is on the disk, and how it is opened.</summary>
/// <param name="path">Made when it is not there.</param>
/// <param name="calendar">For a file that is made now; one that is there keeps its own.</param>
internal sealed class HistoryFile(string path, DayCalendar calendar)
{
    public const string FileName = "history.db";

    public string Path { get; } = path;

    /// <summary>Before the file is opened, which would do away with it: a log that was changed is copied to beside it.</summary>
    /// <returns>What is wrong with it, in words; null when nothing is.</returns>
    public string? SetDamagedLogAside()
    {
        string log = Path + "-wal";
        if (LogInspection.DamageOf(log) is not { } damage)
        {
            return null;
        }

        int number = 1;
        while (File.Exists($"{Path}.damaged-log-{number}"))
        {
            number++;
        }

        File.Copy(log, $"{Path}.damaged-log-{number}");
        return $"{damage}; it is kept as {FileName}.damaged-log-{number}";
    }

    /// <summary>The one connection that writes; not from the pool, since its prepared statements live as long as it does.</summary>
    public SqliteConnection OpenToWrite()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        return Opened(connection, () =>
        {
            HistorySchema.Prepare(connection, calendar);
            AuditNotes.Prepare(connection);
        });
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

    /// <summary>Open, and nothing else: it reads nothing any more once this returns.</summary>
    public SqliteConnection OpenToAnchor()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        return Opened(connection, () => HistorySchema.Scalar(connection, "SELECT count(*) FROM facts;"));
    }

    /// <summary>One that cannot be used is closed at once: left to the collector it would close, and check the log in, at any moment.</summary>
    private static SqliteConnection Opened(SqliteConnection connection, Action begin)
    {
        bool isReady = false;
        try
        {
            connection.Open();
            begin();
            isReady = true;
            return connection;
        }
        finally
        {
            if (!isReady)
            {
                connection.Dispose();
            }
        }
    }
}
