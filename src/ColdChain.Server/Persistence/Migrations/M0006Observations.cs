using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>What cannot be trusted of what a sensor said.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0006_Observations")]
public sealed class M0006Observations : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "observation_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                sensor_id = table.Column<string>(nullable: false),
                other_sensor_id = table.Column<string>(nullable: true),
                kind = table.Column<string>(nullable: false),
                started_at_ms = table.Column<long>(nullable: false),
                ended_at_ms = table.Column<long>(nullable: true),
                value_milli_celsius = table.Column<int>(nullable: true),
                other_value_milli_celsius = table.Column<int>(nullable: true),
                discovered_at_ms = table.Column<long>(nullable: false),
                retracted_at_ms = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_observation_entry", row => row.id);
                table.ForeignKey("FK_observation_entry_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_observation_entry_sensor_sensor_id", row => row.sensor_id, "sensor", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_observation_entry_sensor_id_started_at", "observation_entry", ["sensor_id", "started_at_ms"]);
        migrationBuilder.CreateIndex("ix_observation_entry_storage_unit_id_started_at", "observation_entry", ["storage_unit_id", "started_at_ms"]);
    }
}
