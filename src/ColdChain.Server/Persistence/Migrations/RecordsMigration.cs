using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>A migration written by hand. One set serves every database, so it uses no type that only one of them has.</summary>
/// <remarks>
/// Its target model is empty: making tables and columns needs none, the types follow from the CLR types given. An
/// operation that rebuilds a table on SQLite (AlterColumn) does need one: the migration that uses it overrides
/// <see cref="BuildTargetModel"/> with the tables it alters, as of then.
/// </remarks>
public abstract class RecordsMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder)
    {
    }

    /// <summary>Whoever tries to update or delete a row of the table is told <paramref name="why"/>, by whatever program.</summary>
    /// <param name="migrationBuilder">After the table was made.</param>
    /// <param name="table">Of our own making: it goes into the statement as it is, like <paramref name="why"/>.</param>
    /// <param name="why">Without an apostrophe.</param>
    protected void NeverChanges(MigrationBuilder migrationBuilder, string table, string why)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        if (IsPostgreSql(migrationBuilder))
        {
            migrationBuilder.Sql($"""
                CREATE FUNCTION {table}_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{why}'; END $$;
                CREATE TRIGGER {table}_is_never_updated BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_never_changes();
                CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_never_changes();
                """);
            return;
        }

        migrationBuilder.Sql($"CREATE TRIGGER {table}_is_never_updated BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END;");
        migrationBuilder.Sql($"CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END;");
    }

    protected static bool IsPostgreSql(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        return migrationBuilder.ActiveProvider?.EndsWith("PostgreSQL", StringComparison.Ordinal) == true;
    }

    /// <summary>SQLite calls no trigger for the row that REPLACE takes away. PostgreSQL has no REPLACE.</summary>
    /// <param name="migrationBuilder">After the table was made.</param>
    /// <param name="table">Its key is <c>id</c>.</param>
    /// <param name="why">Without an apostrophe.</param>
    protected static void NeverReplaced(MigrationBuilder migrationBuilder, string table, string why)
    {
        if (!IsPostgreSql(migrationBuilder))
        {
            migrationBuilder.Sql($"""
                CREATE TRIGGER {table}_is_never_replaced BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
                BEGIN SELECT RAISE(ABORT, '{why}'); END;
                """);
        }
    }

    /// <summary>Takes the place of <see cref="NeverChanges"/>: a row may be changed as long as a column of it is null.</summary>
    /// <param name="migrationBuilder">Of a migration after the one that made the table.</param>
    /// <param name="table">One that never changes.</param>
    /// <param name="column">Filled once.</param>
    /// <param name="why">Without an apostrophe.</param>
    protected static void NeverChangesOnceFilled(MigrationBuilder migrationBuilder, string table, string column, string why)
    {
        if (IsPostgreSql(migrationBuilder))
        {
            migrationBuilder.Sql($"""
                DROP TRIGGER {table}_is_never_updated ON {table};
                CREATE TRIGGER {table}_is_never_updated BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.{column} IS NOT NULL) EXECUTE FUNCTION {table}_never_changes();
                CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_never_changes();
                """);
            return;
        }

        migrationBuilder.Sql($"""
            DROP TRIGGER {table}_is_never_updated;
            CREATE TRIGGER {table}_is_never_updated BEFORE UPDATE ON {table} WHEN OLD.{column} IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{why}'); END;
            """);
    }
}
