using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment;

/// <summary>A route that names a sensor is scoped by whose sensor it is.</summary>
internal sealed class SensorRoute(RecordsDbContext records) : IFacilityOfRoute
{
    public string Parameter => "sensor";

    public async Task<FacilityId?> FindAsync(string value, CancellationToken cancellationToken)
    {
        if (!SensorId.TryParse(value, CultureInfo.InvariantCulture, out SensorId id))
        {
            return null;
        }

        Sensor? sensor = await records.Sensors.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        return sensor?.FacilityId;
    }
}
