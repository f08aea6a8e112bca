using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ColdChain.Server.Audit;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>The files of a server that wrote some audit rows and is not running any more, in the hands of somebody with a console.</summary>
internal sealed class TamperedRecords : IAsyncDisposable
{
    private readonly ServerUnderTest _server;

    private TamperedRecords(ServerUnderTest server) => _server = server;

    public string Folder => _server.Directory;

    public string RecordsPath => Path.Combine(Folder, "records.db");

    /// <param name="write">Done by the server while it ran; the trail is noted in history.db afterwards.</param>
    public static async Task<TamperedRecords> MakeAsync(Func<ServerUnderTest, Task>? write = null)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        ServerUnderTest server = await ServerUnderTest.StartAsync();
        for (int act = 0; act < 5; act++)
        {
            await AppendAsync(server, string.Create(CultureInfo.InvariantCulture, $"act-{act}"));
        }

        await (write?.Invoke(server) ?? Task.CompletedTask);
        AuditMarks marks = server.App.Services.GetRequiredService<AuditMarks>();
        HistoryWriter writer = server.App.Services.GetRequiredService<HistoryWriter>();
        await Eventually.HoldsAsync(
            async () => await writer.WriteAsync(AuditNotes.Anchor, token) == await marks.NewestAsync(token),
            "the end of the trail is noted in history.db",
            Eventually.DefaultBound,
            token);
        await server.StopAsync();
        TestedRecords.Release();
        return new TamperedRecords(server);
    }

    public static async Task AppendAsync(ServerUnderTest server, string key)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AuditTrail>()
            .AppendAsync("export", "month", key, TestContext.Current.CancellationToken);
    }

    /// <summary>The number of the newest audit row.</summary>
    public long Newest()
    {
        using DbConnection connection = Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT max(id) FROM audit_entry";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>As somebody with a console would, guards taken away first; $id is the number of the newest audit row less three.</summary>
    public int Tamper(string sql)
    {
        using DbConnection connection = Open();
        using DbCommand command = connection.CreateCommand();
        string mine = sql.Replace("$id", (Newest() - 3).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = connection is SqliteConnection file
            ? WithoutTriggers(file) + mine
            : "SET session_replication_role = replica;" + mine.Replace("zeroblob(32)", $"'\\x{new string('0', 64)}'::bytea", StringComparison.Ordinal)
                .Replace("x'00'", "'\\x00'::bytea", StringComparison.Ordinal);
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    public int TamperHistory(string sql)
    {
        using SqliteConnection connection = Open(Path.Combine(Folder, HistoryFile.FileName));
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = WithoutTriggers(connection) + sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    /// <summary>The hash of one row, as digits.</summary>
    public string HashOf(long row)
    {
        using DbConnection connection = Open();
        using DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = $"SELECT sha256 FROM audit_entry WHERE id = {row}";
#pragma warning restore CA2100
        return Convert.ToHexStringLower((byte[])command.ExecuteScalar()!);
    }

    /// <summary>With the configuration of the server, which says where the records are.</summary>
    public async Task<(int Exit, string Said)> VerifyAsync()
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter errors = new(CultureInfo.InvariantCulture);
        string config = Path.Combine(Folder, "server.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(TestedRecords.Settings(Folder)), TestContext.Current.CancellationToken);
        int exit = await VerifyVerb.RunAsync(["verify", "--data", Folder, "--config", config], TimeProvider.System, output, errors);
        return (exit, output.ToString() + errors);
    }

    public async Task NamesAsync(string what)
    {
        (int exit, string said) = await VerifyAsync();
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.Contains("DOES NOT FIT", said, StringComparison.Ordinal);
        Assert.Contains("不符：", said, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string WithoutTriggers(SqliteConnection connection)
    {
        using SqliteCommand triggers = connection.CreateCommand();
        triggers.CommandText = "SELECT group_concat('DROP TRIGGER ' || name || ';', ' ') FROM sqlite_master WHERE type = 'trigger'";
        return triggers.ExecuteScalar() as string ?? string.Empty;
    }

    private static SqliteConnection Open(string path)
    {
        SqliteConnection connection = new($"Data Source={path};Pooling=false;Foreign Keys=false");
        connection.Open();
        return connection;
    }

    private DbConnection Open()
    {
        Dictionary<string, string?> settings = TestedRecords.Settings(Folder);
        if (TestedRecords.Kind == RecordsKind.Sqlite)
        {
            return Open(RecordsPath);
        }

        NpgsqlConnection connection = new($"{settings["Records:Connection"]};Password={settings["Records:Password"]};Pooling=false");
        connection.Open();
        return connection;
    }
}
