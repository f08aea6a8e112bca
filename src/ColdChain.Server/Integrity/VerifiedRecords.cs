using System.Data;
using System.Data.Common;
using ColdChain.Server.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ColdChain.Server.Integrity;

/// <summary>Opens the records for checking: as of one instant, changing nothing, beside a server that runs.</summary>
internal sealed class VerifiedRecords : IDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _asOfNow;

    private VerifiedRecords(DbConnection connection, DbContextOptionsBuilder<RecordsDbContext> builder, DbTransaction asOfNow)
    {
        (_connection, _asOfNow) = (connection, asOfNow);
        Records = new RecordsDbContext(builder.Options);
        Records.Database.UseTransaction(_asOfNow);
    }

    public RecordsDbContext Records { get; }

    /// <param name="path">Of <c>records.db</c>, where the records are in a file.</param>
    /// <param name="options">Where they are.</param>
    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="NpgsqlException">The database does not let us in.</exception>
    public static VerifiedRecords? Open(string path, RecordsOptions options)
    {
        DbContextOptionsBuilder<RecordsDbContext> builder = new();
        if (options.Kind == RecordsKind.PostgreSql)
        {
            NpgsqlConnection server = new(options.Connection);
            server.Open();
            return new VerifiedRecords(server, builder.UseNpgsql(server), server.BeginTransaction(IsolationLevel.RepeatableRead));
        }

        if (!File.Exists(path))
        {
            return null;
        }

        SqliteConnection file = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        file.Open();
        return new VerifiedRecords(file, builder.UseSqlite(file), file.BeginTransaction(deferred: true));
    }

    /// <summary>Migrations that they do not have yet, and those that this program does not know: it checks neither.</summary>
    public bool AreOfThisVersion() =>
        Records.Database.GetAppliedMigrations().ToHashSet().SetEquals(Records.Database.GetMigrations());

    public void Dispose()
    {
        Records.Dispose();
        _asOfNow.Dispose();
        _connection.Dispose();
    }
}
