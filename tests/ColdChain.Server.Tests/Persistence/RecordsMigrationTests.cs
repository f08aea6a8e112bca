using System.Data.Common;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>One set of migrations serves both databases.</summary>
public sealed class RecordsMigrationTests
{
    public static TheoryData<RecordsKind, string> AppendOnly => new(
        from kind in Enum.GetValues<RecordsKind>()
        from table in (string[])["audit_entry", "movement_entry", "hand_reading_entry", "month_review", "signature", "dossier_entry", "dossier_note"]
        select (kind, table));

    public static TheoryData<RecordsKind, string> EarlierSchemas => new(
        from kind in Enum.GetValues<RecordsKind>()
        from migration in Migrations.SkipLast(1)
        select (kind, migration));

    private static IReadOnlyList<string> Migrations
    {
        get
        {
            using RecordsDbContext records = new(new DbContextOptionsBuilder<RecordsDbContext>().UseSqlite("Data Source=:memory:").Options);
            return [.. records.Database.GetMigrations()];
        }
    }

    [Theory]
    [InlineData(RecordsKind.Sqlite)]
    [InlineData(RecordsKind.PostgreSql)]
    public async Task The_migrated_schema_is_the_schema_of_the_model(RecordsKind kind)
    {
        await using MigratedRecords migrated = await (await MigratedRecords.EmptyAsync(kind)).MigrateAsync();
        await using MigratedRecords modelled = await (await MigratedRecords.EmptyAsync(kind)).MakeFromModelAsync();
        List<string> expected = await RecordsSchema.LinesAsync(modelled);
        List<string> actual = await RecordsSchema.LinesAsync(migrated);
        Assert.True(
            expected.SequenceEqual(actual),
            $"The migrations do not make what the model says. A draft of the tables that differ:\n{Draft(modelled, expected.Except(actual))}\n\n"
            + $"Only in the model:\n{string.Join('\n', expected.Except(actual))}\nOnly in the migrations:\n{string.Join('\n', actual.Except(expected))}");
    }

    [Theory] // G3, G8
    [MemberData(nameof(AppendOnly))]
    public async Task What_is_append_only_can_be_neither_changed_nor_deleted_by_any_program(RecordsKind kind, string table)
    {
        await using MigratedRecords records = await (await MigratedRecords.EmptyAsync(kind)).MigrateAsync();
        await SampleRows.AddAsync(records);
        string[] attempts = [$"UPDATE {table} SET id = id + 1", $"DELETE FROM {table}", .. kind == RecordsKind.Sqlite ? [] : (string[])[$"TRUNCATE {table} CASCADE"]];
        foreach (string attempt in attempts)
        {
            DbException refused = await Assert.ThrowsAnyAsync<DbException>(() => records.ExecuteAsync(attempt));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(EarlierSchemas))]
    public async Task Whatever_stood_in_an_earlier_schema_stands_in_the_newest(RecordsKind kind, string earlier)
    {
        await using MigratedRecords records = await (await MigratedRecords.EmptyAsync(kind)).MigrateOnlyToAsync(earlier);
        IReadOnlyList<SampleRows.Table> tables = await SampleRows.AddAsync(records);
        Dictionary<string, List<string>> before = await ContentAsync(records, tables);

        await records.MigrateAsync();

        Assert.NotEmpty(before);
        Assert.All(before.Values, rows => Assert.NotEmpty(rows));
        Dictionary<string, List<string>> after = await ContentAsync(records, tables);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    private static async Task<Dictionary<string, List<string>>> ContentAsync(MigratedRecords records, IReadOnlyList<SampleRows.Table> tables)
    {
        Dictionary<string, List<string>> content = [];
        foreach (SampleRows.Table table in tables)
        {
            content[table.Name] = await records.RowsAsync($"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} ORDER BY 1, 2");
        }

        return content;
    }

    private static string Draft(MigratedRecords modelled, IEnumerable<string> differences)
    {
        string all = string.Join('\n', differences);
        using RecordsDbContext records = modelled.Open();
        return MigrationDraft.Of(records, table => all.Contains($" {table}.", StringComparison.Ordinal));
    }
}
