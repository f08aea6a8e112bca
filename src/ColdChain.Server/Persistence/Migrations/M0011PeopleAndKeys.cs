using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>People who are locked or have left, links to set a password up, and keys with an expiry for agents and integrations.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0011_PeopleAndKeys")]
public sealed class M0011PeopleAndKeys : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.AddColumn<long>("locked_at_ms", "person", nullable: true);
        migrationBuilder.AddColumn<long>("left_at_ms", "person", nullable: true);
        migrationBuilder.AddColumn<string>("key_prefix", "agent_registration", nullable: true);
        migrationBuilder.AddColumn<long>("key_made_at_ms", "agent_registration", nullable: true);
        migrationBuilder.AddColumn<long>("key_expires_at_ms", "agent_registration", nullable: true);
        migrationBuilder.AddColumn<string>("former_key_sha256", "agent_registration", nullable: true);
        migrationBuilder.AddColumn<long>("former_key_until_ms", "agent_registration", nullable: true);
        migrationBuilder.AddColumn<long>("revoked_at_ms", "agent_registration", nullable: true);
        migrationBuilder.CreateTable(
            "set_up_link",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                person_id = table.Column<long>(nullable: true),
                token_sha256 = table.Column<string>(nullable: false),
                made_at_ms = table.Column<long>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                expires_at_ms = table.Column<long>(nullable: false),
                used_at_ms = table.Column<long>(nullable: true),
                replaced_at_ms = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_set_up_link", row => row.id);
                table.ForeignKey("FK_set_up_link_person_person_id", row => row.person_id, "person", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateTable(
            "integration_key",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                name = table.Column<string>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                may_read = table.Column<bool>(nullable: false),
                may_post_movements = table.Column<bool>(nullable: false),
                key_prefix = table.Column<string>(nullable: false),
                key_sha256 = table.Column<string>(nullable: false),
                made_at_ms = table.Column<long>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                expires_at_ms = table.Column<long>(nullable: false),
                last_used_at_ms = table.Column<long>(nullable: true),
                replaced_by_id = table.Column<long>(nullable: true),
                revoked_at_ms = table.Column<long>(nullable: true),
                revoked_because = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_integration_key", row => row.id);
                table.ForeignKey("FK_integration_key_facility_facility_id", row => row.facility_id, "facility", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_integration_key_integration_key_replaced_by_id", row => row.replaced_by_id, "integration_key", "id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_set_up_link_person_id", "set_up_link", "person_id");
        migrationBuilder.CreateIndex("ix_set_up_link_token_sha256", "set_up_link", "token_sha256", unique: true);
        migrationBuilder.CreateIndex("ix_integration_key_facility_id", "integration_key", "facility_id");
        migrationBuilder.CreateIndex("ix_integration_key_key_sha256", "integration_key", "key_sha256", unique: true);
        migrationBuilder.CreateIndex("ix_integration_key_replaced_by_id", "integration_key", "replaced_by_id");
    }
}
