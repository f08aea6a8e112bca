using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Hand readings and inspectors' reviews of a month; neither can be changed or removed.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0005_Inspection")]
public sealed class M0005Inspection : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "hand_reading_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                day = table.Column<DateOnly>(nullable: false),
                slot = table.Column<string>(nullable: false),
                read_at_ms = table.Column<long>(nullable: false),
                entered_at_ms = table.Column<long>(nullable: false),
                is_late = table.Column<bool>(nullable: false),
                value_milli_celsius = table.Column<int>(nullable: false),
                freezer_value_milli_celsius = table.Column<int>(nullable: true),
                automatic_value_milli_celsius = table.Column<int>(nullable: true),
                automatic_measured_at_ms = table.Column<long>(nullable: true),
                reason = table.Column<string>(nullable: true),
                signed_by_id = table.Column<long>(nullable: false),
                signed_by = table.Column<string>(nullable: false),
                voids_id = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_hand_reading_entry", row => row.id);
                table.ForeignKey("FK_hand_reading_entry_hand_reading_entry_voids_id", row => row.voids_id, "hand_reading_entry", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_hand_reading_entry_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "month_review",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                month = table.Column<DateOnly>(nullable: false),
                reviewed_at_ms = table.Column<long>(nullable: false),
                reviewed_by_id = table.Column<long>(nullable: false),
                reviewed_by = table.Column<string>(nullable: false),
                finding = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_month_review", row => row.id);
                table.ForeignKey("FK_month_review_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_hand_reading_entry_storage_unit_id_day_slot", "hand_reading_entry", ["storage_unit_id", "day", "slot"], unique: true, filter: "voids_id IS NULL");
        migrationBuilder.CreateIndex("ix_hand_reading_entry_voids_id", "hand_reading_entry", ["voids_id"], unique: true, filter: "voids_id IS NOT NULL");
        migrationBuilder.CreateIndex("ix_month_review_storage_unit_id_month", "month_review", ["storage_unit_id", "month"]);

        // HR-09
        NeverChanges(migrationBuilder, "hand_reading_entry", "what was signed is append-only");
        NeverChanges(migrationBuilder, "month_review", "what was signed is append-only");
    }
}
