using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>All that the records hold, a line a table: how many rows, and the hash of all their values.</summary>
internal static class RecordsFingerprint
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="server">Whose.</param>
    /// <param name="but">Tables that may change; the audit trail is always among them, since it grows with every export and every refused log-in.</param>
    public static async Task<IReadOnlyList<string>> TakeAsync(ServerUnderTest server, params string[] but)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        await records.Database.OpenConnectionAsync(Token);
        List<string> lines = [];
        foreach (string table in records.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal)
            .Where(table => !table.StartsWith("audit", StringComparison.Ordinal) && !but.Contains(table)))
        {
            lines.Add($"{table}: {await OfAsync(records.Database.GetDbConnection(), table)}");
        }

        return lines;
    }

    private static async Task<string> OfAsync(DbConnection connection, string table)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using DbDataReader reader = await command.ExecuteReaderAsync(Token);
        List<string> rows = [];
        while (await reader.ReadAsync(Token))
        {
            rows.Add(string.Join('\u001f', Enumerable.Range(0, reader.FieldCount).Select(index => Text(reader.GetValue(index)))));
        }

        byte[] all = Encoding.UTF8.GetBytes(string.Join('\u001e', rows.Order(StringComparer.Ordinal)));
        return $"{rows.Count} rows {Convert.ToHexStringLower(SHA256.HashData(all))[..16]}";
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DBNull => "\u0000",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
