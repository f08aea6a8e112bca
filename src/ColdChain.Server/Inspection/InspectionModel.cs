using ColdChain.Server.Equipment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Inspection;

/// <summary>Keys and indexes of hand readings and reviews.</summary>
internal sealed class InspectionModel : IEntityTypeConfiguration<HandReadingEntry>, IEntityTypeConfiguration<MonthReview>
{
    public void Configure(EntityTypeBuilder<HandReadingEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.Ignore(entry => entry.NeedsSensorCheck);
        builder.Ignore(entry => entry.SignedSubject);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(entry => entry.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<HandReadingEntry>().WithMany().HasForeignKey(entry => entry.VoidsId).OnDelete(DeleteBehavior.Restrict);
        // HR-04. The first reading of a slot is one; of two people who press the button at once, one is refused.
        builder.HasIndex(entry => new { entry.StorageUnitId, entry.Day, entry.Slot }).IsUnique().HasFilter("voids_id IS NULL");
        // HR-09. A reading is corrected once; the correction can be corrected in its turn.
        builder.HasIndex(entry => entry.VoidsId).IsUnique().HasFilter("voids_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<MonthReview> builder)
    {
        builder.HasKey(review => review.Id);
        builder.Ignore(review => review.SignedSubject);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(review => review.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(review => new { review.StorageUnitId, review.Month });
    }
}
