using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ColdChain.Server.Persistence.Migrations;

/// <summary>The audit trail is chained by hash and says whose each row is; signatures are records of their own.</summary>
/// <remarks>The rows that are there are chained after the migration (<c>AuditUpgrade</c>): SQL has no SHA-256.</remarks>
[DbContext(typeof(RecordsDbContext))]
[Migration("0010_AuditChain")]
public sealed class M0010AuditChain : RecordsMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.AddColumn<string>("facility_id", "audit_entry", nullable: true);
        migrationBuilder.AddColumn<byte[]>("sha256", "audit_entry", nullable: true);
        migrationBuilder.CreateIndex("ix_audit_entry_at", "audit_entry", ["at_ms"]);
        migrationBuilder.CreateIndex("ix_audit_entry_facility_id", "audit_entry", ["facility_id"]);
        migrationBuilder.CreateTable(
            "audit_head",
            table => new
            {
                id = table.Column<int>(nullable: false),
                last_id = table.Column<long>(nullable: false),
                row_count = table.Column<long>(nullable: false),
                sha256 = table.Column<byte[]>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_audit_head", row => row.id);
            });
        migrationBuilder.CreateTable(
            "signature",
            table => new
            {
                id = table.Column<long>(nullable: false).Numbered(),
                subject = table.Column<string>(nullable: false),
                subject_key = table.Column<string>(nullable: false),
                record_sha256 = table.Column<byte[]>(nullable: false),
                meaning = table.Column<string>(nullable: false),
                signer_id = table.Column<long>(nullable: false),
                printed_name = table.Column<string>(nullable: false),
                role = table.Column<string>(nullable: false),
                signed_at_ms = table.Column<long>(nullable: false),
                is_by_password = table.Column<bool>(nullable: false),
                facility_id = table.Column<string>(nullable: false),
                sha256 = table.Column<byte[]>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_signature", row => row.id);
            });
        migrationBuilder.CreateIndex("ix_signature_subject_subject_key", "signature", ["subject", "subject_key"]);

        // A row from before has no hash yet, and gets it once.
        const string Trail = "the audit trail is append-only";
        const string Signed = "what was signed is append-only";
        NeverChangesOnceFilled(migrationBuilder, "audit_entry", "sha256", Trail);
        NeverReplaced(migrationBuilder, "audit_entry", Trail);
        NeverChanges(migrationBuilder, "signature", Signed);
        NeverReplaced(migrationBuilder, "signature", Signed);
    }
}
