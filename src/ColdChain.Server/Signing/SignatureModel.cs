using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Signing;

/// <summary>Keys and indexes of signatures.</summary>
internal sealed class SignatureModel : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> builder)
    {
        builder.HasKey(signature => signature.Id);
        builder.HasIndex(signature => new { signature.Subject, signature.SubjectKey });
    }
}
