using System.Globalization;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>What only PostgreSQL can do wrong: another order of text, two servers, a password, a stranger's machine.</summary>
public sealed class PostgreSqlRecordsTests
{
    private static int _made;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'en'", "in the order of ICU")]
    [InlineData("ENCODING 'SQL_ASCII' LOCALE 'C'", "encoded as SQL_ASCII")]
    public async Task A_database_with_another_order_of_text_is_refused_with_the_statement_that_makes_a_fit_one(string how, string why)
    {
        PostgresServer server = await TestedRecords.ServerAsync();
        string database = await MakeAsync(server, how);
        (int exit, string said) = await RunAsync(server, database);
        Assert.Equal(Verbs.ExitMistakes, exit);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.Contains("CREATE DATABASE coldchain TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("synchronous_commit")]
    public async Task A_database_that_may_lose_what_it_has_confirmed_is_refused(string setting)
    {
        await using PostgresServer server = await StartAsync(setting);
        (int exit, string said) = await RunAsync(server, await MakeAsync(server));
        Assert.Equal(Verbs.ExitMistakes, exit);
        Assert.Contains("lost with the power", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_printed()
    {
        PostgresServer server = await TestedRecords.ServerAsync();
        (int exit, string said) = await RunAsync(server, await MakeAsync(server), password: "not-the-password");
        Assert.Equal(Verbs.ExitMistakes, exit);
        Assert.Contains("Records:Connection", said, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_records_is_refused_until_the_first_has_ended()
    {
        PostgresServer server = await TestedRecords.ServerAsync();
        PostgreSqlRecords records = new(ConnectionTo(server, await MakeAsync(server)));
        IAsyncDisposable? first = await records.TryBeAloneAsync(Token);
        Assert.NotNull(first);
        Assert.Null(await records.TryBeAloneAsync(Token));
        await first.DisposeAsync();
        await using IAsyncDisposable? next = await records.TryBeAloneAsync(Token);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Two_that_write_at_once_write_one_after_the_other_each_on_what_the_other_left()
    {
        PostgresServer server = await TestedRecords.ServerAsync();
        string connection = ConnectionTo(server, await MakeAsync(server));
        await using (RecordsDbContext records = Open(connection))
        {
            await records.Database.MigrateAsync(Token);
        }

        int[] seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => CountThenAddAsync(connection, writer)));

        Assert.Equal(Enumerable.Range(0, 8), seen.Order());
    }

    /// <summary>Whoever counts before another has written would see the same number twice.</summary>
    private static async Task<int> CountThenAddAsync(string connection, int writer)
    {
        await using RecordsDbContext records = Open(connection);
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(Token);
        int before = await records.AuditEntries.CountAsync(Token);
        records.Add(new AuditEntry
        {
            At = ServerUnderTest.Start,
            Actor = string.Create(CultureInfo.InvariantCulture, $"writer-{writer}"),
            Action = "create",
            Subject = "facility",
            SubjectKey = "gaochuan",
        });
        await records.SaveChangesAsync(Token);
        await transaction.CommitAsync(Token);
        return before;
    }

    private static RecordsDbContext Open(string connection)
    {
        DbContextOptionsBuilder<RecordsDbContext> builder = new();
        new PostgreSqlRecords(connection).Use(builder);
        return new RecordsDbContext(builder.Options);
    }

    private static string ConnectionTo(PostgresServer server, string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionTo(database)) { Password = PostgresServer.Password }.ConnectionString;

    private static async Task<string> MakeAsync(PostgresServer server, string how = "ENCODING 'UTF8' LOCALE 'C'")
    {
        string database = string.Create(CultureInfo.InvariantCulture, $"records_{Interlocked.Increment(ref _made)}");
        await TestedRecords.ExecuteAsync(server, $"CREATE DATABASE {database} TEMPLATE template0 {how}");
        return database;
    }

    private static async Task<PostgresServer> StartAsync(string settingOff)
    {
        Assert.SkipWhen(PostgresServer.Programs is null, PostgresServer.MissingReason);
        PostgresServer server = await PostgresServer.StartAsync(Token);
        await TestedRecords.ExecuteAsync(server, $"ALTER SYSTEM SET {settingOff} = off");
        await TestedRecords.ExecuteAsync(server, "SELECT pg_reload_conf()");
        return server;
    }

    private static async Task<(int Exit, string Said)> RunAsync(
        PostgresServer server, string database, string password = PostgresServer.Password)
    {
        using TemporaryDirectory directory = new();
        string file = directory.Path("server.json");
        await File.WriteAllTextAsync(
            file,
            $$"""{ "Records": { "Kind": "postgresql", "Connection": "{{server.ConnectionTo(database)}}", "Password": "{{password}}" } }""",
            Token);
        using StringWriter said = new(CultureInfo.InvariantCulture);
        int exit = await Verbs.RunAsync(["run", "--data", directory.FullPath, "--config", file], TimeProvider.System, said, said);
        NpgsqlConnection.ClearAllPools();
        return (exit, said.ToString());
    }
}
