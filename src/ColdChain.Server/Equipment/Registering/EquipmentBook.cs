using ColdChain.Core.Identity;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>What is registered already, as far as the writer of a list may see it, and which ids are taken elsewhere.</summary>
internal sealed class EquipmentBook
{
    public required IReadOnlyDictionary<FacilityId, Facility> Facilities { get; init; }

    public required IReadOnlyDictionary<StorageUnitId, StorageUnit> StorageUnits { get; init; }

    public required IReadOnlyDictionary<SensorId, Sensor> Sensors { get; init; }

    public required ILookup<SensorId, MeasuringPoint> Points { get; init; }

    /// <summary>Ids of every kind that belong to facilities out of scope.</summary>
    public required IReadOnlySet<string> TakenElsewhere { get; init; }

    /// <param name="records">Not tracked.</param>
    /// <param name="pathOfScope">Of the facility whose people write; "/" for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<EquipmentBook> ReadAsync(RecordsDbContext records, string pathOfScope, CancellationToken cancellationToken)
    {
        List<Facility> facilities = await records.Facilities.AsNoTracking().ToListAsync(cancellationToken);
        HashSet<FacilityId> inScope =
            [.. facilities.Where(one => one.Path.StartsWith(pathOfScope, StringComparison.Ordinal)).Select(one => one.Id)];
        List<StorageUnit> units = await records.StorageUnits.AsNoTracking().ToListAsync(cancellationToken);
        List<Sensor> sensors = await records.Sensors.AsNoTracking().ToListAsync(cancellationToken);
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking().ToListAsync(cancellationToken);
        return new EquipmentBook
        {
            Facilities = facilities.Where(one => inScope.Contains(one.Id)).ToDictionary(one => one.Id),
            StorageUnits = units.Where(one => inScope.Contains(one.FacilityId)).ToDictionary(one => one.Id),
            Sensors = sensors.Where(one => inScope.Contains(one.FacilityId)).ToDictionary(one => one.Id),
            Points = points.ToLookup(one => one.SensorId),
            TakenElsewhere = (HashSet<string>)
            [
                .. facilities.Where(one => !inScope.Contains(one.Id)).Select(one => one.Id.ToString()),
                .. units.Where(one => !inScope.Contains(one.FacilityId)).Select(one => one.Id.ToString()),
                .. sensors.Where(one => !inScope.Contains(one.FacilityId)).Select(one => one.Id.ToString()),
            ],
        };
    }
}
