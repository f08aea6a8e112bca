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
}
