using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>What each agent last said of itself.</summary>
[DbContext(typeof(RecordsDbContext))]
[Migration("0009_AgentReports")]
public sealed class M0009AgentReports : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "agent_report",
            table => new
            {
                agent_id = table.Column<string>(nullable: false),
                received_at_ms = table.Column<long>(nullable: false),
                json = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_agent_report", row => row.agent_id);
                table.ForeignKey("FK_agent_report_agent_registration_agent_id", row => row.agent_id, "agent_registration", "id", onDelete: ReferentialAction.Cascade);
            });
    }
}
