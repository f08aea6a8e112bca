using ColdChain.Server.Equipment.Dossier;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Equipment;

/// <summary>Keys and indexes of the equipment's papers. Three classes share one table, told apart by their kind.</summary>
internal sealed class EquipmentModel :
    IEntityTypeConfiguration<DossierEntry>,
    IEntityTypeConfiguration<DossierNote>
{
    public void Configure(EntityTypeBuilder<DossierEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(entry => entry.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sensor>().WithMany().HasForeignKey(entry => entry.SensorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasDiscriminator(entry => entry.Kind)
            .HasValue<CalibrationCertificate>(DossierEntryKind.Calibration)
            .HasValue<Repair>(DossierEntryKind.Repair)
            .HasValue<Validation>(DossierEntryKind.Validation);
    }

    public void Configure(EntityTypeBuilder<DossierNote> builder)
    {
        builder.HasKey(note => note.Id);
        builder.HasOne<DossierEntry>().WithMany().HasForeignKey(note => note.DossierEntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(note => note.DossierEntryId);
    }
}
