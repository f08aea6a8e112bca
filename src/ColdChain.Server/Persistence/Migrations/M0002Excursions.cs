using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Excursions, what is told of them, and sensors that fell silent.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0002_Excursions")]
public sealed class M0002Excursions : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "excursion_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                sensor_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                side = table.Column<string>(nullable: false),
                limit_milli_celsius = table.Column<int>(nullable: false),
                limit_is_inclusive = table.Column<bool>(nullable: false),
                profile_id = table.Column<string>(nullable: false),
                profile_version = table.Column<int>(nullable: false),
                started_at_ms = table.Column<long>(nullable: false),
                ended_at_ms = table.Column<long>(nullable: true),
                peak_milli_celsius = table.Column<int>(nullable: false),
                peak_at_ms = table.Column<long>(nullable: false),
                out_milliseconds = table.Column<long>(nullable: false),
                unobserved_milliseconds = table.Column<long>(nullable: false),
                alarm_rule_id = table.Column<string>(nullable: true),
                alarm_due_at_ms = table.Column<long>(nullable: true),
                alarms = table.Column<string>(nullable: false),
                discovered_late = table.Column<bool>(nullable: false),
                discovered_at_ms = table.Column<long>(nullable: false),
                retracted_at_ms = table.Column<long>(nullable: true),
                revision = table.Column<int>(nullable: false),
                due_at_ms = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_excursion_entry", row => row.id);
                table.ForeignKey("FK_excursion_entry_sensor_sensor_id", row => row.sensor_id, "sensor", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_excursion_entry_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "silence_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                sensor_id = table.Column<string>(nullable: false),
                storage_unit_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                silent_since_ms = table.Column<long>(nullable: false),
                noticed_at_ms = table.Column<long>(nullable: false),
                ended_at_ms = table.Column<long>(nullable: true),
                was_filled_later = table.Column<bool>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_silence_entry", row => row.id);
                table.ForeignKey("FK_silence_entry_sensor_sensor_id", row => row.sensor_id, "sensor", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_silence_entry_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "excursion_notice",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                excursion_id = table.Column<long>(nullable: false),
                kind = table.Column<string>(nullable: false),
                at_ms = table.Column<long>(nullable: false),
                written_at_ms = table.Column<long>(nullable: false),
                was_over_when_discovered = table.Column<bool>(nullable: false),
                rule_id = table.Column<string>(nullable: true),
                revision = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_excursion_notice", row => row.id);
                table.ForeignKey("FK_excursion_notice_excursion_entry_excursion_id", row => row.excursion_id, "excursion_entry", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_excursion_entry_due_at", "excursion_entry", ["due_at_ms"], filter: "due_at_ms IS NOT NULL");
        migrationBuilder.CreateIndex("ix_excursion_entry_facility_id_started_at", "excursion_entry", ["facility_id", "started_at_ms"]);
        migrationBuilder.CreateIndex("ix_excursion_entry_sensor_id_started_at_side", "excursion_entry", ["sensor_id", "started_at_ms", "side"], unique: true, filter: "retracted_at_ms IS NULL");
        migrationBuilder.CreateIndex("ix_excursion_entry_storage_unit_id", "excursion_entry", ["storage_unit_id"]);
        migrationBuilder.CreateIndex("ix_excursion_notice_excursion_id", "excursion_notice", ["excursion_id"]);
        migrationBuilder.CreateIndex("ix_silence_entry_sensor_id_silent_since", "silence_entry", ["sensor_id", "silent_since_ms"]);
        migrationBuilder.CreateIndex("ix_silence_entry_storage_unit_id", "silence_entry", ["storage_unit_id"]);
    }
}
