using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>A route that names a paper is scoped by the facility of its unit or sensor.</summary>
internal sealed class DossierRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "paper";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken)
    {
        DossierEntry? entry = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? await records.Set<DossierEntry>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
            : null;
        if (entry?.StorageUnitId is { } unitId)
        {
            return (await records.StorageUnits.AsNoTracking().SingleAsync(one => one.Id == unitId, cancellationToken)).FacilityId;
        }

        return entry?.SensorId is { } sensorId
            ? (await records.Sensors.AsNoTracking().SingleAsync(one => one.Id == sensorId, cancellationToken)).FacilityId
            : null;
    }
}
