using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ColdChain.Server.Traceability;

/// <summary>Keys of the tables of lots and movements (M0004).</summary>
internal sealed class TraceabilityModel : IEntityTypeConfiguration<LotEntry>, IEntityTypeConfiguration<MovementEntry>
{
    public void Configure(EntityTypeBuilder<LotEntry> builder)
    {
        builder.HasKey(lot => lot.Id);
        builder.Ignore(lot => lot.Key);
        builder.Ignore(lot => lot.Vaccine);
        builder.Ignore(lot => lot.Printed);
        builder.HasIndex(lot => new { lot.LotNumber, lot.Product, lot.Manufacturer }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MovementEntry> builder)
    {
        builder.HasKey(movement => movement.Id);
        builder.HasOne<LotEntry>().WithMany().HasForeignKey(movement => movement.LotId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MovementEntry>().WithMany().HasForeignKey(movement => movement.VoidsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(movement => movement.OwnerFacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(movement => movement.FromFacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Facility>().WithMany().HasForeignKey(movement => movement.ToFacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(movement => movement.FromUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StorageUnit>().WithMany().HasForeignKey(movement => movement.ToUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(movement => new { movement.OwnerFacilityId, movement.DocumentNumber, movement.DocumentLine }).IsUnique();
    }
}
