using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Facilities and units say more of themselves; certificates, repairs and validations; a sensor sits in one place at a time.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0012_Equipment")]
public sealed class M0012Equipment : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        foreach (string column in (string[])["level", "social_credit_code", "address"])
        {
            migrationBuilder.AddColumn<string>(column, "facility", nullable: true);
        }

        foreach (string column in (string[])["pqs_code", "maker", "model", "serial_number", "medical_registration", "location", "funding"])
        {
            migrationBuilder.AddColumn<string>(column, "storage_unit", nullable: true);
        }

        foreach (string column in (string[])["made_on", "bought_on", "installed_on", "taken_out_on"])
        {
            migrationBuilder.AddColumn<DateOnly>(column, "storage_unit", nullable: true);
        }

        migrationBuilder.AddColumn<int>("capacity_millilitres", "storage_unit", nullable: true);
        migrationBuilder.CreateTable(
            "dossier_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                kind = table.Column<string>(nullable: false),
                storage_unit_id = table.Column<string>(nullable: true),
                sensor_id = table.Column<string>(nullable: true),
                facility_id = table.Column<string>(nullable: false),
                done_on = table.Column<DateOnly>(nullable: false),
                due_on = table.Column<DateOnly>(nullable: true),
                done_by = table.Column<string>(nullable: false),
                number = table.Column<string>(nullable: true),
                remarks = table.Column<string>(nullable: true),
                file_name = table.Column<string>(nullable: true),
                file_sha256 = table.Column<string>(nullable: true),
                file_size_bytes = table.Column<int>(nullable: true),
                file_kind = table.Column<string>(nullable: true),
                entered_at_ms = table.Column<long>(nullable: false),
                entered_by_id = table.Column<long>(nullable: false),
                entered_by = table.Column<string>(nullable: false),
                points = table.Column<string>(nullable: true),
                fault = table.Column<string>(nullable: true),
                remedy = table.Column<string>(nullable: true),
                occasion = table.Column<string>(nullable: true),
                result = table.Column<string>(nullable: true),
                includes_mapping = table.Column<bool>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_dossier_entry", row => row.id);
                table.ForeignKey("FK_dossier_entry_sensor_sensor_id", row => row.sensor_id, "sensor", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_dossier_entry_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "dossier_note",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                dossier_entry_id = table.Column<long>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                is_void = table.Column<bool>(nullable: false),
                text = table.Column<string>(nullable: false),
                entered_at_ms = table.Column<long>(nullable: false),
                entered_by_id = table.Column<long>(nullable: false),
                entered_by = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_dossier_note", row => row.id);
                table.ForeignKey("FK_dossier_note_dossier_entry_dossier_entry_id", row => row.dossier_entry_id, "dossier_entry", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_dossier_entry_sensor_id", "dossier_entry", "sensor_id");
        migrationBuilder.CreateIndex("ix_dossier_entry_storage_unit_id", "dossier_entry", "storage_unit_id");
        migrationBuilder.CreateIndex("ix_dossier_note_dossier_entry_id", "dossier_note", "dossier_entry_id");
        migrationBuilder.CreateIndex("ix_measuring_point_sensor_id", "measuring_point", "sensor_id", unique: true, filter: "removed_at_ms IS NULL");

        const string Paper = "a paper is append-only: void it with a note and enter it anew";
        foreach (string table in (string[])["dossier_entry", "dossier_note"])
        {
            NeverChanges(migrationBuilder, table, Paper);
            NeverReplaced(migrationBuilder, table, Paper);
        }
    }
}
