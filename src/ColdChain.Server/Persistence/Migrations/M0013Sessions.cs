using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Sessions that stand: whoever was logged in before logs in again.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0013_Sessions")]
public sealed class M0013Sessions : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "log_in_session",
            table => new
            {
                id_sha256 = table.Column<string>(nullable: false),
                person_id = table.Column<long>(nullable: false),
                began_at_ms = table.Column<long>(nullable: false),
                ends_at_ms = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_log_in_session", row => row.id_sha256);
                table.ForeignKey("FK_log_in_session_person_person_id", row => row.person_id, "person", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_log_in_session_person_id", "log_in_session", "person_id");
    }
}
