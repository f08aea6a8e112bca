using System.Data.Common;
using System.Reflection;
using ColdChain.Server.Persistence;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>An empty database of either kind, to be migrated step by step and looked at from outside of EF.</summary>
internal sealed class MigratedRecords : IAsyncDisposable
{
    private static int _made;

    private readonly DbConnection _connection;
    private readonly string? _database;

    private MigratedRecords(RecordsKind kind, DbConnection connection, string? database)
    {
        Kind = kind;
        _connection = connection;
        _database = database;
    }

    public RecordsKind Kind { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Skips where PostgreSQL is asked for and not installed.</summary>
    public static async Task<MigratedRecords> EmptyAsync(RecordsKind kind)
    {
        MigratedRecords records;
        if (kind == RecordsKind.Sqlite)
        {
            records = new MigratedRecords(kind, new SqliteConnection("Data Source=:memory:"), null);
        }
        else
        {
            PostgresServer server = await TestedRecords.ServerAsync();
            string database = $"migrated_{Interlocked.Increment(ref _made)}";
            await TestedRecords.ExecuteAsync(server, $"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
            records = new MigratedRecords(
                kind, new NpgsqlConnection($"{server.ConnectionTo(database)};Password={PostgresServer.Password};Pooling=false"), database);
        }

        await records._connection.OpenAsync(Token);
        return records;
    }

    public RecordsDbContext Open(params IInterceptor[] interceptors)
    {
        DbContextOptionsBuilder<RecordsDbContext> builder = new();
        builder = Kind == RecordsKind.Sqlite ? builder.UseSqlite(_connection) : builder.UseNpgsql(_connection);
        return new RecordsDbContext(builder.AddInterceptors(interceptors).Options);
    }

    public async Task<MigratedRecords> MigrateAsync()
    {
        await using RecordsDbContext records = Open();
        await records.Database.MigrateAsync(Token);
        return this;
    }

    /// <summary>As a server did whose newest migration was this one. (EF finds a migration by name only when it is named by a date.)</summary>
    public async Task<MigratedRecords> MigrateOnlyToAsync(string newest)
    {
        await using RecordsDbContext records = Open();
        IHistoryRepository history = records.GetService<IHistoryRepository>();
        IMigrationsAssembly assembly = records.GetService<IMigrationsAssembly>();
        await history.CreateIfNotExistsAsync(Token);
        foreach ((string id, TypeInfo type) in assembly.Migrations.Where(migration => string.CompareOrdinal(migration.Key, newest) <= 0))
        {
            Migration migration = assembly.CreateMigration(type, records.Database.ProviderName!);
            foreach (MigrationCommand command in records.GetService<IMigrationsSqlGenerator>().Generate(
                migration.UpOperations, records.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel, designTime: true, validationLogger: null)))
            {
                await ExecuteAsync(command.CommandText);
            }

            await ExecuteAsync(history.GetInsertScript(new HistoryRow(id, "10.0.0")));
        }

        return this;
    }

    public async Task<MigratedRecords> MakeFromModelAsync()
    {
        await using RecordsDbContext records = Open();
        await records.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().CreateTablesAsync(Token);
        return this;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using DbCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Each row of the answer, its columns as text with <c>|</c> between them.</summary>
    public async Task<List<string>> RowsAsync(string sql)
    {
        await using DbCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        List<string> rows = [];
        await using DbDataReader reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (_database is not null)
        {
            await TestedRecords.ExecuteAsync(await TestedRecords.ServerAsync(), $"DROP DATABASE {_database} WITH (FORCE)");
        }
    }
}
