using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Persistence;

/// <summary>The records in one file of SQLite.</summary>
internal sealed class SqliteRecords(string path, TimeProvider clock) : IRecordsDatabase
{
    private readonly string _connection =
        new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString();

    public void Use(DbContextOptionsBuilder builder) =>
        builder.UseSqlite(_connection).AddInterceptors(new RecordsConnectionInterceptor());

    /// <summary>WAL is a property of the file, so it is set here once.</summary>
    public async Task<IAsyncDisposable> PrepareAsync(RecordsDbContext records, CancellationToken cancellationToken)
    {
        MigrationTurn turn = await MigrationTurn.TakeAsync(path + ".migrating", clock, cancellationToken);
        await records.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        // The lock that EF left behind when the process before this one was killed while it migrated.
        await records.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellationToken);
        return turn;
    }

    /// <summary>The file is in the data directory, which has a lock of its own.</summary>
    public Task<IAsyncDisposable?> TryBeAloneAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new Alone());

    public bool NeedsWatch => false;

    public Task<bool> IsAloneAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    private sealed class Alone : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
