using System.Data.Common;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Makes every text that the records hold hostile, behind the server's back.</summary>
internal static class PoisonedRecords
{
    /// <summary>Text that programs wrote and read again: with anything else there the page would not be made at all.</summary>
    private static readonly string[] NoWordsOfPeople =
    [
        "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "NormalizedUserName", "NormalizedEmail", "Role", "Language", "TimeZone", "Path",
        "ProfileId", "RuleId", "AlarmRuleId", "OldValues", "NewValues", "Action", "Subject", "SubjectKey", "Json", "Points", "Scope", "Lane",
    ];

    /// <summary>Of the trail: pages read them, exports only write them.</summary>
    private static readonly string[] OfTheTrail = [nameof(AuditEntry.Action), nameof(AuditEntry.Subject), nameof(AuditEntry.SubjectKey)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Puts it behind every text. A unique text stays unique: what it was stands before.</summary>
    /// <returns>How many columns.</returns>
    public static Task<int> AppendAsync(ServerUnderTest server, string words) =>
        PoisonAsync(server, IsOfPeople, column => $"\"{column}\" || {Literal(words)}");

    /// <summary>Puts one before every text and one behind it.</summary>
    /// <returns>How many columns.</returns>
    public static Task<int> SurroundAsync(ServerUnderTest server, string before, string behind) =>
        PoisonAsync(server, IsOfPeople, column => $"{Literal(before)} || \"{column}\" || {Literal(behind)}");

    /// <summary>Puts it before every text, those of the audit trail that programs wrote among them.</summary>
    /// <returns>How many columns.</returns>
    public static Task<int> PrependAsync(ServerUnderTest server, string words) => PoisonAsync(
        server,
        property => IsOfPeople(property) || (property.DeclaringType.ClrType == typeof(AuditEntry) && OfTheTrail.Contains(property.Name)),
        column => $"{Literal(words)} || \"{column}\"");

    public static async Task ExecuteAsync(ServerUnderTest server, string sql)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        await records.Database.OpenConnectionAsync(Token);
        await LiftTriggersAsync(records);
        await ExecuteAsync(records, sql);
    }

    private static async Task<int> PoisonAsync(ServerUnderTest server, Func<IProperty, bool> isPoisoned, Func<string, string> value)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        await records.Database.OpenConnectionAsync(Token);
        await LiftTriggersAsync(records);
        HashSet<(string, string)> poisoned = [];
        foreach (IProperty property in records.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(isPoisoned))
        {
            // Kinds of papers share a table and some of its columns.
            (string table, string column) = (property.DeclaringType.GetTableName()!, property.GetColumnName());
            if (poisoned.Add((table, column)))
            {
                await ExecuteAsync(records, $"UPDATE {table} SET \"{column}\" = {value(column)} WHERE \"{column}\" IS NOT NULL");
            }
        }

        return poisoned.Count;
    }

    private static string Literal(string words) => $"'{words.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsOfPeople(IProperty property) =>
        property.ClrType == typeof(string)
        && property.GetValueConverter() is null
        && !property.IsKey()
        && !property.IsForeignKey()
        && !property.Name.EndsWith("Sha256", StringComparison.Ordinal)
        && !NoWordsOfPeople.Contains(property.Name);

    private static async Task LiftTriggersAsync(RecordsDbContext records)
    {
        if (TestedRecords.Kind == RecordsKind.PostgreSql)
        {
            await ExecuteAsync(records, "SET session_replication_role = replica");
            return;
        }

        List<string> triggers = await records.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync(Token);
        foreach (string trigger in triggers)
        {
            await ExecuteAsync(records, $"DROP TRIGGER \"{trigger}\"");
        }
    }

    private static async Task ExecuteAsync(RecordsDbContext records, string sql)
    {
        await using DbCommand command = records.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
