using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ColdChain.Server.Audit;

/// <summary>To which facility a record belongs: its own column, that of its storage unit or person, or itself.</summary>
internal static class AuditFacility
{
    /// <summary>What a record calls its facility; the first that it has counts.</summary>
    public static readonly IReadOnlyList<string> Columns = ["FacilityId", "OwnerFacilityId"];

    /// <summary>Null where the record is nobody's, such as a lot.</summary>
    public static FacilityId? Of(EntityEntry entry, DbContext records)
    {
        if (entry.Entity is Facility facility)
        {
            return facility.Id;
        }

        if (entry.Entity is SetUpLink { PersonId: { } person })
        {
            return records.Set<Person>().Local.FirstOrDefault(one => one.Id == person)?.FacilityId
                ?? records.Set<Person>().AsNoTracking().Where(one => one.Id == person).Select(one => (FacilityId?)one.FacilityId).FirstOrDefault();
        }

        foreach (string column in Columns.Where(column => entry.Metadata.FindProperty(column) is not null))
        {
            return entry.Property(column).CurrentValue as FacilityId?;
        }

        return entry.Metadata.FindProperty(nameof(MeasuringPoint.StorageUnitId)) is { } unit && entry.Property(unit.Name).CurrentValue is StorageUnitId id
            ? Of(id, records)
            : null;
    }

    private static FacilityId? Of(StorageUnitId id, DbContext records) =>
        records.Set<StorageUnit>().Local.FirstOrDefault(unit => unit.Id == id)?.FacilityId
        ?? records.Set<StorageUnit>().AsNoTracking().Where(unit => unit.Id == id).Select(unit => (FacilityId?)unit.FacilityId).FirstOrDefault();
}
