using System.Globalization;
using System.Net;
using ColdChain.Server.Audit;
using ColdChain.Server.People.Entering;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.People;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>The lock that keeps a second server from the records, when the connection that holds it is ended by the database.</summary>
public sealed class RecordsSeatTests
{
    private static readonly string Holders = $"""
        FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = {PostgreSqlRecords.LockSpace} AND objid = {PostgreSqlRecords.ServerLock}
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private static int _made;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_lock_is_taken_again_before_anything_is_written()
    {
        string connection = await MadeAsync();
        PostgreSqlRecords records = new(connection);
        await using IAsyncDisposable? held = await records.TryBeAloneAsync(Token);
        Assert.NotNull(held);
        await EndHolderAsync(connection);
        Assert.Equal(0L, await AskAsync(connection, "SELECT count(*) " + Holders));

        await AddAsync(records);

        Assert.Equal(1L, await AskAsync(connection, "SELECT count(*) " + Holders));
        Assert.Null(await new PostgreSqlRecords(connection).TryBeAloneAsync(Token));
    }

    [Fact]
    public async Task While_another_server_has_it_nothing_is_written_in_no_way_and_afterwards_again()
    {
        string connection = await MadeAsync();
        PostgreSqlRecords records = new(connection);
        await using IAsyncDisposable? held = await records.TryBeAloneAsync(Token);
        await using NpgsqlConnection rival = await SucceedAsync(connection);

        Assert.True(RecordsAway.Is(await Assert.ThrowsAsync<RecordsNotOursException>(() => AddAsync(records))));
        await using (RecordsDbContext open = Open(records))
        {
            await Assert.ThrowsAsync<RecordsNotOursException>(() => open.Set<LogInSession>().ExecuteDeleteAsync(Token));
            Assert.Equal(0, await open.AuditEntries.CountAsync(Token));
        }

        await rival.CloseAsync();
        await AddAsync(records);
        await using RecordsDbContext again = Open(records);
        Assert.Equal(1, await again.AuditEntries.CountAsync(Token));
    }

    [Fact]
    public async Task Also_while_nobody_writes_it_is_taken_again_within_seconds()
    {
        string connection = await MadeAsync();
        PostgreSqlRecords records = new(connection);
        await using IAsyncDisposable? held = await records.TryBeAloneAsync(Token);
        ManualClock clock = new(ServerUnderTest.Start.ToDateTimeOffset());
        using RecordsSeatLoop loop = new(records, clock, NullLogger<RecordsSeatLoop>.Instance);
        await loop.StartAsync(Token);
        await clock.WaitForTimersAsync(1, Token);
        await EndHolderAsync(connection);

        await Eventually.HoldsAsync(
            async () =>
            {
                clock.Advance(RecordsSeatLoop.Every);
                return await AskAsync(connection, "SELECT count(*) " + Holders) is 1L;
            },
            "the lock is taken again",
            Eventually.DefaultBound,
            Token);
        await loop.StopAsync(Token);
    }

    [Fact]
    public async Task The_server_answers_writes_with_503_while_it_could_not_and_pages_go_on()
    {
        PostgresServer postgres = await TestedRecords.ServerAsync();
        string database = await MakeAsync(postgres);
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(TestedRecords.Settings(postgres, database));
        await using IAsyncDisposable? held = await server.App.Services.GetRequiredService<IRecordsDatabase>().TryBeAloneAsync(Token);
        string connection = ConnectionTo(postgres, database);
        using HttpClient client = server.Anonymous();
        await using (NpgsqlConnection rival = await SucceedAsync(connection))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(client));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/log-in", UriKind.Relative), Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await TryAsync(client));
    }

    /// <summary>A refused log-in is a row of the trail, and so a write.</summary>
    private static async Task<HttpStatusCode> TryAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.TryPasswordAsync("nobody-here", "wrong");
        return answer.StatusCode;
    }

    /// <summary>Another server that waits for the lock and has it the moment ours is ended.</summary>
    private static async Task<NpgsqlConnection> SucceedAsync(string connection)
    {
        NpgsqlConnection rival = new(connection + ";Pooling=false");
        await rival.OpenAsync(Token);
        await using NpgsqlCommand wait = new($"SELECT pg_advisory_lock({PostgreSqlRecords.LockSpace}, {PostgreSqlRecords.ServerLock})", rival);
        Task waiting = wait.ExecuteNonQueryAsync(Token);
        await Eventually.HoldsAsync(
            async () => await AskAsync(connection, "SELECT count(*) " + Holders.Replace("AND granted", "AND NOT granted", StringComparison.Ordinal)) is 1L,
            "the other server waits for the lock",
            Eventually.DefaultBound,
            Token);
        await EndHolderAsync(connection);
        await waiting;
        return rival;
    }

    private static async Task EndHolderAsync(string connection)
    {
        Assert.Equal(true, await AskAsync(connection, "SELECT pg_terminate_backend(pid, 10000) " + Holders));
    }

    private static async Task AddAsync(PostgreSqlRecords database)
    {
        await using RecordsDbContext records = Open(database);
        await using var transaction = await records.Database.BeginTransactionAsync(Token);
        records.Add(new AuditEntry { At = ServerUnderTest.Start, Actor = "one", Action = "create", Subject = "facility", SubjectKey = "gaochuan" });
        await records.SaveChangesAsync(Token);
        await transaction.CommitAsync(Token);
    }

    private static RecordsDbContext Open(PostgreSqlRecords database)
    {
        DbContextOptionsBuilder<RecordsDbContext> builder = new();
        database.Use(builder);
        return new RecordsDbContext(builder.Options);
    }

    private static async Task<object?> AskAsync(string connection, string question)
    {
        await using NpgsqlConnection asker = new(connection + ";Pooling=false");
        await asker.OpenAsync(Token);
        await using NpgsqlCommand ask = new(question, asker);
        return await ask.ExecuteScalarAsync(Token);
    }

    private static async Task<string> MadeAsync()
    {
        PostgresServer postgres = await TestedRecords.ServerAsync();
        string connection = ConnectionTo(postgres, await MakeAsync(postgres));
        await using RecordsDbContext records = Open(new PostgreSqlRecords(connection));
        await records.Database.MigrateAsync(Token);
        return connection;
    }

    private static string ConnectionTo(PostgresServer server, string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionTo(database)) { Password = PostgresServer.Password }.ConnectionString;

    private static async Task<string> MakeAsync(PostgresServer server)
    {
        string database = string.Create(CultureInfo.InvariantCulture, $"seat_{Interlocked.Increment(ref _made)}");
        await TestedRecords.ExecuteAsync(server, $"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        return database;
    }
}
