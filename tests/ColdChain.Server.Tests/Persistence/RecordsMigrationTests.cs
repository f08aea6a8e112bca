using ColdChain.Server.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Persistence;

public sealed class RecordsMigrationTests
{
    [Fact]
    public async Task The_migrated_schema_is_the_schema_of_the_model()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using SqliteConnection migrated = await OpenAsync(records => records.Database.MigrateAsync(token));
        await using SqliteConnection modelled = await OpenAsync(records => records.Database.EnsureCreatedAsync(token));
        string expected = string.Join('\n', await ColumnsAsync(modelled));
        string actual = string.Join('\n', await ColumnsAsync(migrated));
        Assert.True(
            expected == actual,
            $"The migrations do not make what the model says. A draft of the tables that differ:\n"
            + $"{await DraftAsync(Missing(expected, actual))}\n\nOnly in the model:\n{Missing(expected, actual)}\nOnly in the migrations:\n{Missing(actual, expected)}");
    }

    [Fact]
    public async Task Audit_rows_can_be_neither_changed_nor_deleted()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using SqliteConnection migrated = await OpenAsync(records => records.Database.MigrateAsync(token));
        await ExecuteAsync(
            migrated, "INSERT INTO audit_entry (at_ms, actor, action, subject, subject_key) VALUES (1, 'a', 'b', 'c', 'd')");
        foreach (string attempt in (string[])["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"])
        {
            SqliteException refused = await Assert.ThrowsAsync<SqliteException>(() => ExecuteAsync(migrated, attempt));
            Assert.Contains("audit", refused.Message, StringComparison.Ordinal);
        }
    }

    private static string Missing(string from, string other) =>
        string.Join('\n', from.Split('\n').Except(other.Split('\n')));

    private static async Task<SqliteConnection> OpenAsync(Func<RecordsDbContext, Task> prepare)
    {
        SqliteConnection connection = new("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using RecordsDbContext records = Context(connection);
        await prepare(records);
        return connection;
    }

    private static RecordsDbContext Context(SqliteConnection connection) =>
        new(new DbContextOptionsBuilder<RecordsDbContext>().UseSqlite(connection).Options);

    private static async Task<string> DraftAsync(string differences)
    {
        await using SqliteConnection connection = new("Data Source=:memory:");
        await using RecordsDbContext records = Context(connection);
        return MigrationDraft.Of(records, table => differences.Contains($" {table}.", StringComparison.Ordinal));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(SqliteConnection connection)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' key=' || c.pk
              FROM sqlite_master m, pragma_table_xinfo(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
            UNION ALL
            SELECT 'index ' || m.name || ' ' || i.name || ' unique=' || i."unique" || ' (' ||
                   (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x) || ')'
              FROM sqlite_master m, pragma_index_list(m.name) i
             WHERE m.type = 'table' AND i.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
            UNION ALL
            SELECT 'reference ' || m.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete
              FROM sqlite_master m, pragma_foreign_key_list(m.name) f
             WHERE m.type = 'table'
            ORDER BY 1
            """;
        List<string> lines = [];
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
