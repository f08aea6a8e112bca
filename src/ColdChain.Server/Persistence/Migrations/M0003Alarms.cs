using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>Alarms, their steps, contacts, one-time links, and the outbox with every attempt.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0003_Alarms")]
public sealed class M0003Alarms : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "alarming_cursor",
            table => new
            {
                name = table.Column<string>(nullable: false),
                position = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_alarming_cursor", row => row.name);
            });
        migrationBuilder.CreateTable(
            "contact_chain_step",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                facility_id = table.Column<string>(nullable: false),
                order = table.Column<int>(nullable: false),
                name = table.Column<string>(nullable: false),
                way = table.Column<string>(nullable: false),
                address = table.Column<string>(nullable: false),
                mobile = table.Column<string>(nullable: true),
                language = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_contact_chain_step", row => row.id);
                table.ForeignKey("FK_contact_chain_step_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "alarm",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                storage_unit_id = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                excursion_id = table.Column<long>(nullable: false),
                sensor_id = table.Column<string>(nullable: false),
                rule_id = table.Column<string>(nullable: false),
                side = table.Column<string>(nullable: false),
                limit_milli_celsius = table.Column<int>(nullable: false),
                started_at_ms = table.Column<long>(nullable: false),
                peak_milli_celsius = table.Column<int>(nullable: false),
                stage = table.Column<string>(nullable: false),
                raised_at_ms = table.Column<long>(nullable: false),
                not_before_ms = table.Column<long>(nullable: true),
                steps_done = table.Column<int>(nullable: false),
                last_step_at_ms = table.Column<long>(nullable: true),
                taken_by = table.Column<string>(nullable: true),
                taken_at_ms = table.Column<long>(nullable: true),
                paused_until_ms = table.Column<long>(nullable: true),
                taken_by_contact_id = table.Column<long>(nullable: true),
                back_in_range_at_ms = table.Column<long>(nullable: true),
                cause = table.Column<string>(nullable: true),
                action = table.Column<string>(nullable: true),
                closed_by = table.Column<string>(nullable: true),
                closed_at_ms = table.Column<long>(nullable: true),
                next_due_at_ms = table.Column<long>(nullable: true),
                digested_at_ms = table.Column<long>(nullable: true),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_alarm", row => row.id);
                table.ForeignKey("FK_alarm_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_alarm_storage_unit_storage_unit_id", row => row.storage_unit_id, "storage_unit", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "acknowledgement_link",
            table => new
            {
                token_sha256 = table.Column<string>(nullable: false),
                alarm_id = table.Column<long>(nullable: false),
                contact_id = table.Column<long>(nullable: false),
                contact_name = table.Column<string>(nullable: false),
                language = table.Column<string>(nullable: false),
                expires_at_ms = table.Column<long>(nullable: false),
                used_at_ms = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_acknowledgement_link", row => row.token_sha256);
                table.ForeignKey("FK_acknowledgement_link_alarm_alarm_id", row => row.alarm_id, "alarm", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "alarm_excursion",
            table => new
            {
                excursion_id = table.Column<long>(nullable: false),
                alarm_id = table.Column<long>(nullable: false),
                is_over = table.Column<bool>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_alarm_excursion", row => row.excursion_id);
                table.ForeignKey("FK_alarm_excursion_alarm_alarm_id", row => row.alarm_id, "alarm", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "alarm_step",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                alarm_id = table.Column<long>(nullable: false),
                step = table.Column<int>(nullable: false),
                decision = table.Column<string>(nullable: false),
                at_ms = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_alarm_step", row => row.id);
                table.ForeignKey("FK_alarm_step_alarm_alarm_id", row => row.alarm_id, "alarm", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "outbox_message",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                key = table.Column<string>(nullable: false),
                purpose = table.Column<string>(nullable: false),
                alarm_id = table.Column<long>(nullable: true),
                step = table.Column<int>(nullable: true),
                contact_id = table.Column<long>(nullable: true),
                contact_name = table.Column<string>(nullable: false),
                way = table.Column<string>(nullable: false),
                address = table.Column<string>(nullable: false),
                mobile = table.Column<string>(nullable: true),
                language = table.Column<string>(nullable: false),
                subject = table.Column<string>(nullable: false),
                body = table.Column<string>(nullable: false),
                link_path = table.Column<string>(nullable: true),
                created_at_ms = table.Column<long>(nullable: false),
                state = table.Column<string>(nullable: false),
                next_try_at_ms = table.Column<long>(nullable: false),
                failed_attempts = table.Column<int>(nullable: false),
                claimed_until_ms = table.Column<long>(nullable: true),
                fence = table.Column<int>(nullable: false),
                settled_at_ms = table.Column<long>(nullable: true),
                last_failure = table.Column<string>(nullable: true),
                digested_at_ms = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_outbox_message", row => row.id);
                table.ForeignKey("FK_outbox_message_alarm_alarm_id", row => row.alarm_id, "alarm", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "delivery_attempt",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                message_id = table.Column<long>(nullable: false),
                at_ms = table.Column<long>(nullable: false),
                failure = table.Column<string>(nullable: true),
                detail = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_delivery_attempt", row => row.id);
                table.ForeignKey("FK_delivery_attempt_outbox_message_message_id", row => row.message_id, "outbox_message", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_acknowledgement_link_alarm_id", "acknowledgement_link", ["alarm_id"]);
        migrationBuilder.CreateIndex("ix_alarm_facility_id", "alarm", ["facility_id"]);
        migrationBuilder.CreateIndex("ix_alarm_next_due_at", "alarm", ["next_due_at_ms"]);
        migrationBuilder.CreateIndex("ix_alarm_storage_unit_id", "alarm", ["storage_unit_id"]);
        migrationBuilder.CreateIndex("ix_alarm_excursion_alarm_id", "alarm_excursion", ["alarm_id"]);
        migrationBuilder.CreateIndex("ix_alarm_step_alarm_id_step", "alarm_step", ["alarm_id", "step"], unique: true);
        migrationBuilder.CreateIndex("ix_contact_chain_step_facility_id", "contact_chain_step", ["facility_id"]);
        migrationBuilder.CreateIndex("ix_delivery_attempt_message_id", "delivery_attempt", ["message_id"]);
        migrationBuilder.CreateIndex("ix_outbox_message_alarm_id", "outbox_message", ["alarm_id"]);
        migrationBuilder.CreateIndex("ix_outbox_message_key", "outbox_message", ["key"], unique: true);
        migrationBuilder.CreateIndex("ix_outbox_message_state_next_try_at", "outbox_message", ["state", "next_try_at_ms"]);
    }
}
