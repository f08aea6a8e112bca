using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ColdChain.Server.Persistence;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>Which database the tests of this run keep their records in, and how a set-up one is copied for each.</summary>
/// <remarks>
/// <c>COLDCHAIN_TEST_RECORDS=postgresql</c> runs them on a real PostgreSQL, which run-tests.sh does once more after SQLite. A data
/// directory has a database of its own, named after it, so that a restart over the same directory finds the same records.
/// </remarks>
public static class TestedRecords
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(() => PostgresServer.StartAsync(CancellationToken.None));

    public static RecordsKind Kind { get; } = Environment.GetEnvironmentVariable("COLDCHAIN_TEST_RECORDS") switch
    {
        null or "" or "sqlite" => RecordsKind.Sqlite,
        "postgresql" => RecordsKind.PostgreSql,
        string other => throw new InvalidOperationException($"COLDCHAIN_TEST_RECORDS is '{other}'; allowed are sqlite and postgresql"),
    };

    /// <summary>The settings of a server over a data directory whose records were made or copied before.</summary>
    public static Dictionary<string, string?> Settings(string directory) =>
        Kind == RecordsKind.Sqlite ? [] : Settings(Started.Value.GetAwaiter().GetResult(), DatabaseOf(directory));

    /// <summary>The same as a file, for the verbs.</summary>
    public static async Task<string> ConfigAsync(string directory, TemporaryDirectory folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string file = folder.Path("records.json");
        Dictionary<string, string?> records = Settings(directory).ToDictionary(pair => pair.Key["Records:".Length..], pair => pair.Value);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Records = records }));
        return file;
    }

    public static Dictionary<string, string?> Settings(PostgresServer server, string database)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new Dictionary<string, string?>
        {
            ["Records:Kind"] = "postgresql",
            ["Records:Connection"] = server.ConnectionTo(database),
            ["Records:Password"] = PostgresServer.Password,
        };
    }

    /// <summary>Makes the empty database of a data directory; SQLite makes its file itself.</summary>
    public static async Task MakeAsync(string directory)
    {
        if (Kind == RecordsKind.PostgreSql)
        {
            await ExecuteAsync(await Started.Value, $"CREATE DATABASE {DatabaseOf(directory)} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        }
    }

    /// <summary>What stands in the records of one data directory, which nobody uses, becomes those of another.</summary>
    public static async Task CopyAsync(string from, string to)
    {
        if (Kind == RecordsKind.PostgreSql)
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(await Started.Value, $"CREATE DATABASE {DatabaseOf(to)} TEMPLATE {DatabaseOf(from)}");
            return;
        }

        File.Copy(Path.Combine(from, "records.db"), Path.Combine(to, "records.db"));
    }

    /// <summary>Nobody holds the records of a server that has ended, so that they can be copied or looked at.</summary>
    public static void Release()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    public static async Task DropAsync(string directory)
    {
        if (Kind == RecordsKind.PostgreSql)
        {
            await ExecuteAsync(await Started.Value, $"DROP DATABASE IF EXISTS {DatabaseOf(directory)} WITH (FORCE)");
        }
    }

    public static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        ArgumentNullException.ThrowIfNull(server);
        await using NpgsqlConnection connection = new(server.ConnectionTo("postgres") + $";Password={PostgresServer.Password};Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One for the whole run.</summary>
    public static async Task<PostgresServer> ServerAsync()
    {
        Assert.SkipWhen(PostgresServer.Programs is null, PostgresServer.MissingReason);
        return await Started.Value;
    }

    /// <summary>Called when all tests of the run have ended.</summary>
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    private static string DatabaseOf(string directory) =>
        "t_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(directory))))[..24];
}
