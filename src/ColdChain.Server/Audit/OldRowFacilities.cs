using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>To which facility a row belongs that was written before rows said so: as far as it can be told from what it holds.</summary>
internal sealed class OldRowFacilities
{
    private Dictionary<string, FacilityId> Units { get; init; } = [];

    private Dictionary<string, FacilityId> People { get; init; } = [];

    private HashSet<string> Known { get; init; } = [];

    public static async Task<OldRowFacilities> ReadAsync(RecordsDbContext records, CancellationToken cancellationToken)
    {
        var people = await records.Users.Select(person => new { person.Id, person.UserName, person.FacilityId }).ToListAsync(cancellationToken);
        Dictionary<string, FacilityId> byName = people.ToDictionary(
            person => person.Id.ToString(CultureInfo.InvariantCulture), person => person.FacilityId);
        people.ForEach(person => byName.TryAdd(person.UserName ?? string.Empty, person.FacilityId));
        return new OldRowFacilities
        {
            Units = await records.StorageUnits.ToDictionaryAsync(unit => unit.Id.ToString(), unit => unit.FacilityId, cancellationToken),
            People = byName,
            Known = [.. (await records.Facilities.Select(facility => facility.Id).ToListAsync(cancellationToken)).Select(id => id.ToString())],
        };
    }

    /// <summary>Null where nothing tells: such a row is for those at the top.</summary>
    public FacilityId? Of(AuditEntry entry)
    {
        Dictionary<string, string?> values = AuditValues.Read(entry.NewValues ?? entry.OldValues);
        string? named = entry.Subject == "facility"
            ? entry.SubjectKey
            : AuditFacility.Columns.Select(column => values.GetValueOrDefault(column)).FirstOrDefault(value => value is not null);
        return named is not null && Known.Contains(named) ? FacilityId.Parse(named, CultureInfo.InvariantCulture)
            : values.GetValueOrDefault("StorageUnitId") is { } unit && Units.TryGetValue(unit, out FacilityId ofUnit) ? ofUnit
            : entry.Subject == "storage_unit" && Units.TryGetValue(entry.SubjectKey, out FacilityId itself) ? itself
            : entry.Subject == "person" && People.TryGetValue(entry.SubjectKey, out FacilityId ofPerson) ? ofPerson
            : People.TryGetValue(entry.Actor, out FacilityId ofActor) ? ofActor
            : null;
    }
}
