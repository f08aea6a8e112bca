using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Files of loggers that people uploaded.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0008_LoggerFiles")]
public sealed class M0008LoggerFiles : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "logger_file_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                sensors = table.Column<string>(nullable: false),
                file_name = table.Column<string>(nullable: false),
                sha256 = table.Column<string>(nullable: false),
                size_bytes = table.Column<int>(nullable: false),
                time_zone = table.Column<string>(nullable: false),
                format = table.Column<string>(nullable: false),
                model = table.Column<string>(nullable: true),
                serial = table.Column<string>(nullable: true),
                signature = table.Column<string>(nullable: false),
                signature_words = table.Column<string>(nullable: false),
                first_at_ms = table.Column<long>(nullable: false),
                last_at_ms = table.Column<long>(nullable: false),
                readings = table.Column<int>(nullable: false),
                daily_extremes = table.Column<int>(nullable: false),
                new_readings = table.Column<int>(nullable: false),
                uploaded_at_ms = table.Column<long>(nullable: false),
                uploaded_by_id = table.Column<long>(nullable: false),
                uploaded_by = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_logger_file_entry", row => row.id);
                table.ForeignKey("FK_logger_file_entry_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_logger_file_entry_storage_unit_id_uploaded_at", "logger_file_entry", ["storage_unit_id", "uploaded_at_ms"]);
        migrationBuilder.CreateIndex("ix_logger_file_entry_sha256", "logger_file_entry", "sha256");
    }
}
