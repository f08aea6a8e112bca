using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Who was told of what falls due.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0014_DueNotices")]
public sealed class M0014DueNotices : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "due_notice",
            table => new { key = table.Column<string>(nullable: false), told_at_ms = table.Column<long>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_due_notice", row => row.key));
    }
}
