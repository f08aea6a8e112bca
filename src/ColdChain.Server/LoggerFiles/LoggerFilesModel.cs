using ColdChain.Server.Equipment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Keys and indexes of uploaded files.</summary>
internal sealed class LoggerFilesModel : IEntityTypeConfiguration<LoggerFileEntry>
{
    public void Configure(EntityTypeBuilder<LoggerFileEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(entry => entry.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(entry => new { entry.StorageUnitId, entry.UploadedAt });
        builder.HasIndex(entry => entry.Sha256);
    }
}
