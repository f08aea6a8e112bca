using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Facilities, equipment, people and the audit trail, whose rows nothing can change.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0001_Foundation")]
public sealed class M0001Foundation : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "audit_entry",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                at_ms = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                action = table.Column<string>(nullable: false),
                subject = table.Column<string>(nullable: false),
                subject_key = table.Column<string>(nullable: false),
                old_values = table.Column<string>(nullable: true),
                new_values = table.Column<string>(nullable: true),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_audit_entry", row => row.id);
            });
        migrationBuilder.CreateTable(
            "facility",
            table => new
            {
                id = table.Column<string>(nullable: false),
                parent_id = table.Column<string>(nullable: true),
                path = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                name_zh = table.Column<string>(nullable: false),
                name_en = table.Column<string>(nullable: false),
                time_zone = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_facility", row => row.id);
                table.ForeignKey("FK_facility_facility_parent_id", row => row.parent_id, "facility", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "agent_registration",
            table => new
            {
                id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                key_sha256 = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_agent_registration", row => row.id);
                table.ForeignKey("FK_agent_registration_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "person",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                facility_id = table.Column<string>(nullable: false),
                full_name = table.Column<string>(nullable: false),
                role = table.Column<string>(nullable: false),
                language = table.Column<string>(nullable: false),
                user_name = table.Column<string>(maxLength: 256, nullable: true),
                normalized_user_name = table.Column<string>(maxLength: 256, nullable: true),
                email = table.Column<string>(maxLength: 256, nullable: true),
                normalized_email = table.Column<string>(maxLength: 256, nullable: true),
                email_confirmed = table.Column<bool>(nullable: false),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(nullable: true),
                concurrency_stamp = table.Column<string>(nullable: true),
                phone_number = table.Column<string>(nullable: true),
                phone_number_confirmed = table.Column<bool>(nullable: false),
                two_factor_enabled = table.Column<bool>(nullable: false),
                lockout_end_ms = table.Column<long>(nullable: true),
                lockout_enabled = table.Column<bool>(nullable: false),
                access_failed_count = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_person", row => row.id);
                table.ForeignKey("FK_person_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "sensor",
            table => new
            {
                id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                serial_number = table.Column<string>(nullable: true),
                model = table.Column<string>(nullable: true),
                accuracy_milli_kelvin = table.Column<int>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_sensor", row => row.id);
                table.ForeignKey("FK_sensor_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "storage_unit",
            table => new
            {
                id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                name_zh = table.Column<string>(nullable: false),
                name_en = table.Column<string>(nullable: false),
                profile_id = table.Column<string>(nullable: false),
                is_in_use = table.Column<bool>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_storage_unit", row => row.id);
                table.ForeignKey("FK_storage_unit_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "person_claim",
            table => new
            {
                id = table.Column<int>(nullable: false).Numbered(),
                user_id = table.Column<long>(nullable: false),
                claim_type = table.Column<string>(nullable: true),
                claim_value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_person_claim", row => row.id);
                table.ForeignKey("FK_person_claim_person_user_id", row => row.user_id, "person", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            "person_login",
            table => new
            {
                login_provider = table.Column<string>(nullable: false),
                provider_key = table.Column<string>(nullable: false),
                provider_display_name = table.Column<string>(nullable: true),
                user_id = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_person_login", row => new { row.login_provider, row.provider_key });
                table.ForeignKey("FK_person_login_person_user_id", row => row.user_id, "person", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            "person_token",
            table => new
            {
                user_id = table.Column<long>(nullable: false),
                login_provider = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_person_token", row => new { row.user_id, row.login_provider, row.name });
                table.ForeignKey("FK_person_token_person_user_id", row => row.user_id, "person", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            "measuring_point",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                sensor_id = table.Column<string>(nullable: false),
                storage_unit_id = table.Column<string>(nullable: false),
                placed_at_ms = table.Column<long>(nullable: false),
                removed_at_ms = table.Column<long>(nullable: true),
                position = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_measuring_point", row => row.id);
                table.ForeignKey("FK_measuring_point_sensor_sensor_id", row => row.sensor_id, "sensor", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_measuring_point_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_agent_registration_facility_id", "agent_registration", ["facility_id"]);
        migrationBuilder.CreateIndex("ix_audit_entry_subject_subject_key", "audit_entry", ["subject", "subject_key"]);
        migrationBuilder.CreateIndex("ix_facility_parent_id", "facility", ["parent_id"]);
        migrationBuilder.CreateIndex("ix_facility_path", "facility", ["path"], unique: true);
        migrationBuilder.CreateIndex("ix_measuring_point_sensor_id_placed_at", "measuring_point", ["sensor_id", "placed_at_ms"], unique: true);
        migrationBuilder.CreateIndex("ix_measuring_point_storage_unit_id", "measuring_point", ["storage_unit_id"]);
        migrationBuilder.CreateIndex("ix_person_facility_id", "person", ["facility_id"]);
        migrationBuilder.CreateIndex("ix_person_normalized_email", "person", ["normalized_email"]);
        migrationBuilder.CreateIndex("ix_person_normalized_user_name", "person", ["normalized_user_name"], unique: true);
        migrationBuilder.CreateIndex("ix_person_claim_user_id", "person_claim", ["user_id"]);
        migrationBuilder.CreateIndex("ix_person_login_user_id", "person_login", ["user_id"]);
        migrationBuilder.CreateIndex("ix_sensor_facility_id", "sensor", ["facility_id"]);
        migrationBuilder.CreateIndex("ix_storage_unit_facility_id", "storage_unit", ["facility_id"]);

        // G3, G8: what was written stays.
        NeverChanges(migrationBuilder, "audit_entry", "the audit trail is append-only");
    }
}
