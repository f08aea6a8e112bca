using System.Globalization;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>One row in every table that there is, whatever the schema: each says its own table, and refers to the others' rows.</summary>
internal static class SampleRows
{
    private const string ColumnsOfSqlite = """
        SELECT m.name, c.name, lower(c.type), c."notnull", coalesce((SELECT min(f."table") FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name), '')
          FROM sqlite_master m, pragma_table_xinfo(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
         ORDER BY m.name, c.cid
        """;

    private const string ColumnsOfPostgreSql = """
        SELECT c.table_name, c.column_name, c.data_type, CASE c.is_nullable WHEN 'NO' THEN 1 ELSE 0 END,
               coalesce((SELECT min(k.confrelid::regclass::text) FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                          WHERE k.contype = 'f' AND k.conrelid = c.table_name::regclass AND a.attname = c.column_name), '')
          FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\_\_EF%'
         ORDER BY c.table_name, c.ordinal_position
        """;

    /// <returns>The tables, each after those that it refers to.</returns>
    public static async Task<IReadOnlyList<Table>> AddAsync(MigratedRecords records)
    {
        Column[] columns = [.. (await records.RowsAsync(records.Kind == RecordsKind.Sqlite ? ColumnsOfSqlite : ColumnsOfPostgreSql)).Select(Column.Parse)];
        List<Table> done = [];
        Dictionary<string, Column[]> left = columns.GroupBy(column => column.Table).ToDictionary(table => table.Key, table => table.ToArray());
        while (left.Count > 0)
        {
            string next = left.First(table => table.Value.All(column => !column.MustRefer || !left.ContainsKey(column.Target) || column.Target == table.Key)).Key;
            Column[] filled = [.. left[next].Where(column => column.Target.Length == 0 || column.IsRequired)];
            await records.ExecuteAsync(
                $"INSERT INTO {next} ({string.Join(", ", filled.Select(column => column.Quoted))}) VALUES ({string.Join(", ", filled.Select(column => column.Value))})");
            done.Add(new Table(next, [.. filled.Select(column => column.Quoted)]));
            left.Remove(next);
        }

        return done;
    }

    internal sealed record Table(string Name, IReadOnlyList<string> Columns);

    private sealed record Column(string Table, string Name, string Type, bool IsRequired, string Target)
    {
        /// <summary>One is named <c>order</c>.</summary>
        public string Quoted => $"\"{Name}\"";

        public bool MustRefer => IsRequired && Target.Length > 0;

        /// <summary>Keys that are text are all the same, so that a reference by text finds its row; numbered keys begin at 1.</summary>
        public string Value => Type switch
        {
            "text" when Name == "id" || Target.Length > 0 || Name.EndsWith("_id", StringComparison.Ordinal) => "'one'",
            "text" => $"'{Table} {Name} 中文'",
            "boolean" => "true",
            "blob" => "x'01'",
            "bytea" => "'\\x01'",
            "date" => "DATE '2026-05-01'",
            "character varying" => "'one'",
            _ => "1",
        };

        public static Column Parse(string line)
        {
            string[] parts = line.Split('|');
            return new Column(parts[0], parts[1], parts[2], int.Parse(parts[3], CultureInfo.InvariantCulture) == 1, parts[4]);
        }
    }
}
