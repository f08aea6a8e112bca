using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Persistence;

/// <summary>Keys and foreign keys of the first tables: facilities, equipment, people.</summary>
internal sealed class RecordsModel :
    IEntityTypeConfiguration<Facility>,
    IEntityTypeConfiguration<StorageUnit>,
    IEntityTypeConfiguration<KeptProfile>,
    IEntityTypeConfiguration<Sensor>,
    IEntityTypeConfiguration<MeasuringPoint>,
    IEntityTypeConfiguration<AgentRegistration>,
    IEntityTypeConfiguration<AgentReport>,
    IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Facility> builder)
    {
        builder.HasKey(facility => facility.Id);
        builder.HasOne<Facility>().WithMany().HasForeignKey(facility => facility.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(facility => facility.Path).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StorageUnit> builder)
    {
        builder.HasKey(unit => unit.Id);
        builder.HasOne<Facility>().WithMany().HasForeignKey(unit => unit.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<KeptProfile> builder)
    {
        builder.HasKey(kept => kept.Id);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(kept => kept.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(kept => new { kept.StorageUnitId, kept.KeptFrom }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Sensor> builder)
    {
        builder.HasKey(sensor => sensor.Id);
        builder.HasOne<Facility>().WithMany().HasForeignKey(sensor => sensor.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MeasuringPoint> builder)
    {
        builder.HasKey(point => point.Id);
        builder.Ignore(point => point.During);
        builder.HasOne<Sensor>().WithMany().HasForeignKey(point => point.SensorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(point => point.StorageUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(point => new { point.SensorId, point.PlacedAt }).IsUnique();
        // One place at a time, whoever writes beside whom.
        builder.HasIndex(point => point.SensorId).IsUnique().HasFilter("removed_at_ms IS NULL");
    }

    public void Configure(EntityTypeBuilder<AgentRegistration> builder)
    {
        builder.HasKey(agent => agent.Id);
        builder.HasOne<Facility>().WithMany().HasForeignKey(agent => agent.FacilityId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AgentReport> builder)
    {
        builder.HasKey(report => report.AgentId);
        builder.HasOne<AgentRegistration>().WithMany().HasForeignKey(report => report.AgentId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Person> builder) =>
        builder.HasOne<Facility>().WithMany().HasForeignKey(person => person.FacilityId).OnDelete(DeleteBehavior.Restrict);
}
