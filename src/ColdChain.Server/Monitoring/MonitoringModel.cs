using ColdChain.Server.Equipment;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Monitoring;

/// <summary>Keys and indexes of the excursions, their notices, the silences and what else was noticed.</summary>
internal sealed class MonitoringModel :
    IEntityTypeConfiguration<ExcursionEntry>,
    IEntityTypeConfiguration<ExcursionNotice>,
    IEntityTypeConfiguration<SilenceEntry>,
    IEntityTypeConfiguration<ObservationEntry>
{
    public void Configure(EntityTypeBuilder<ExcursionEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.Ignore(entry => entry.During);
        builder.Ignore(entry => entry.OutFor);
        builder.Ignore(entry => entry.IsOver);
        builder.Ignore(entry => entry.LimitMilliCelsius);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(entry => entry.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sensor>().WithMany().HasForeignKey(entry => entry.SensorId).OnDelete(DeleteBehavior.Restrict);
        // EX-11. One excursion a sensor and start; a retracted one does not stand in the way of its successor.
        builder.HasIndex(entry => new { entry.SensorId, entry.StartedAt, entry.Side })
            .IsUnique().HasFilter("retracted_at_ms IS NULL");
        builder.HasIndex(entry => entry.DueAt).HasFilter("due_at_ms IS NOT NULL");
        builder.HasIndex(entry => new { entry.FacilityId, entry.StartedAt });
    }

    public void Configure(EntityTypeBuilder<ExcursionNotice> builder)
    {
        builder.HasKey(notice => notice.Id);
        builder.HasOne<ExcursionEntry>().WithMany().HasForeignKey(notice => notice.ExcursionId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ObservationEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(entry => entry.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sensor>().WithMany().HasForeignKey(entry => entry.SensorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(entry => new { entry.SensorId, entry.StartedAt });
        builder.HasIndex(entry => new { entry.StorageUnitId, entry.StartedAt });
    }

    public void Configure(EntityTypeBuilder<SilenceEntry> builder)
    {
        builder.HasKey(silence => silence.Id);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(silence => silence.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sensor>().WithMany().HasForeignKey(silence => silence.SensorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(silence => new { silence.SensorId, silence.SilentSince });
    }
}
