using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Excursions keep their time out by band; units remember which profile they had to keep when.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0007_Rules")]
public sealed class M0007Rules : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.AddColumn<string>("out_by_band", "excursion_entry", nullable: true);
        migrationBuilder.AddColumn<long>("longest_run_milliseconds", "excursion_entry", nullable: true);
        migrationBuilder.CreateTable(
            "kept_profile",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                profile_id = table.Column<string>(nullable: false),
                kept_from_ms = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_kept_profile", row => row.id);
                table.ForeignKey("FK_kept_profile_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_kept_profile_storage_unit_id_kept_from", "kept_profile", ["storage_unit_id", "kept_from_ms"], unique: true);
    }
}
