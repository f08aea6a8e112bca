using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Lots, and the movements of their papers with every entry that the 2017 rules ask for; movements are append-only.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0004_Lots")]
public sealed class M0004Lots : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "lot_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                manufacturer = table.Column<string>(nullable: false),
                product = table.Column<string>(nullable: false),
                lot_number = table.Column<string>(nullable: false),
                vaccine_key = table.Column<string>(nullable: false),
                authorisation_holder = table.Column<string>(nullable: true),
                specification = table.Column<string>(nullable: true),
                approval_number = table.Column<string>(nullable: true),
                lot_release_number = table.Column<string>(nullable: true),
                expiry = table.Column<DateOnly>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_lot_entry", row => row.id);
            });
        migrationBuilder.CreateTable(
            "movement_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                lot_id = table.Column<long>(nullable: false),
                kind = table.Column<string>(nullable: false),
                at_ms = table.Column<long>(nullable: false),
                doses = table.Column<long>(nullable: false),
                packages = table.Column<long>(nullable: true),
                owner_facility_id = table.Column<string>(nullable: false),
                from_facility_id = table.Column<string>(nullable: true),
                from_unit_id = table.Column<string>(nullable: true),
                to_facility_id = table.Column<string>(nullable: true),
                to_unit_id = table.Column<string>(nullable: true),
                outside_supplier = table.Column<string>(nullable: true),
                document_number = table.Column<string>(nullable: false),
                document_line = table.Column<int>(nullable: false),
                expiry = table.Column<DateOnly>(nullable: true),
                specification = table.Column<string>(nullable: true),
                approval_number = table.Column<string>(nullable: true),
                lot_release_number = table.Column<string>(nullable: true),
                authorisation_holder = table.Column<string>(nullable: true),
                departed_at_ms = table.Column<long>(nullable: true),
                arrived_at_ms = table.Column<long>(nullable: true),
                departure_temperature_milli_celsius = table.Column<int>(nullable: true),
                arrival_temperature_milli_celsius = table.Column<int>(nullable: true),
                departure_ambient_milli_celsius = table.Column<int>(nullable: true),
                arrival_ambient_milli_celsius = table.Column<int>(nullable: true),
                transport_tool = table.Column<string>(nullable: true),
                cooling_method = table.Column<string>(nullable: true),
                mileage_metres = table.Column<int>(nullable: true),
                sent_by = table.Column<string>(nullable: true),
                received_by = table.Column<string>(nullable: true),
                purpose = table.Column<string>(nullable: true),
                trace_codes = table.Column<string>(nullable: true),
                remarks = table.Column<string>(nullable: true),
                voids_id = table.Column<long>(nullable: true),
                void_reason = table.Column<string>(nullable: true),
                entered_at_ms = table.Column<long>(nullable: false),
                entered_by = table.Column<string>(nullable: false),
                content_sha256 = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_movement_entry", row => row.id);
                table.ForeignKey("FK_movement_entry_facility_from_facility_id", row => row.from_facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_movement_entry_facility_owner_facility_id", row => row.owner_facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_movement_entry_facility_to_facility_id", row => row.to_facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_movement_entry_lot_entry_lot_id", row => row.lot_id, "lot_entry", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_movement_entry_movement_entry_voids_id", row => row.voids_id, "movement_entry", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_movement_entry_storage_unit_from_unit_id", row => row.from_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_movement_entry_storage_unit_to_unit_id", row => row.to_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_lot_entry_lot_number_product_manufacturer", "lot_entry", ["lot_number", "product", "manufacturer"], unique: true);
        migrationBuilder.CreateIndex("ix_movement_entry_from_facility_id", "movement_entry", ["from_facility_id"]);
        migrationBuilder.CreateIndex("ix_movement_entry_from_unit_id", "movement_entry", ["from_unit_id"]);
        migrationBuilder.CreateIndex("ix_movement_entry_lot_id", "movement_entry", ["lot_id"]);
        migrationBuilder.CreateIndex("ix_movement_entry_owner_facility_id_document_number_document_line", "movement_entry", ["owner_facility_id", "document_number", "document_line"], unique: true);
        migrationBuilder.CreateIndex("ix_movement_entry_to_facility_id", "movement_entry", ["to_facility_id"]);
        migrationBuilder.CreateIndex("ix_movement_entry_to_unit_id", "movement_entry", ["to_unit_id"]);
        migrationBuilder.CreateIndex("ix_movement_entry_voids_id", "movement_entry", ["voids_id"]);

        // LT-16: a wrong line is voided by another line.
        NeverChanges(migrationBuilder, "movement_entry", "movements are append-only: void the line and enter it anew");
    }
}
