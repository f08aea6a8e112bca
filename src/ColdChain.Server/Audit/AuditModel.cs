using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Audit;

/// <summary>Keys and indexes of the trail and its head.</summary>
internal sealed class AuditModel : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.HasIndex(entry => new { entry.Subject, entry.SubjectKey });
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => entry.FacilityId);
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.HasKey(head => head.Id);
        builder.Property(head => head.Id).ValueGeneratedNever();
    }
}
