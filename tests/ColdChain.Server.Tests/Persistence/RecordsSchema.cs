using ColdChain.Server.Persistence;

namespace ColdChain.Server.Tests.Persistence;

/// <summary>What a database says of its own tables, columns, keys, indexes and references; one line each.</summary>
internal static class RecordsSchema
{
    private const string OfSqlite = """
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

    private const string OfPostgreSql = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' identity=' || is_identity
          FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT 'index ' || tablename || ' ' || regexp_replace(indexdef, '"?PK_\w+"?', 'PK')
          FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT 'reference ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%\_\_EF%'
        ORDER BY 1
        """;

    public static Task<List<string>> LinesAsync(MigratedRecords records) =>
        records.RowsAsync(records.Kind == RecordsKind.Sqlite ? OfSqlite : OfPostgreSql);
}
