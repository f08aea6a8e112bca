using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>HR-05. What the unit's own sensor said at the moment of a hand reading.</summary>
public sealed class AutomaticValues(RecordsDbContext records, IReadingHistory history)
{
    /// <summary>
    /// The last reading that still speaks for the moment (EX-06), of the sensor that sat there first; a sensor of the
    /// freezer compartment is not asked. Null when none speaks.
    /// </summary>
    public async Task<(Instant MeasuredAt, Temperature Value)?> AtAsync(
        StorageUnit unit, Instant moment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        StorageUnitId id = unit.Id;
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking()
            .Where(point => point.StorageUnitId == id && point.PlacedAt <= moment)
            .OrderBy(point => point.PlacedAt).ThenBy(point => point.SensorId)
            .ToListAsync(cancellationToken);
        TimeSpan longest = StandardProfiles.Find(unit.ProfileId)?.LongestInterval ?? StorageProfile.DefaultLongestInterval;
        foreach (MeasuringPoint point in points.Where(one => one.During.Contains(moment) && one.Position != HandReadingDesk.FreezerPosition))
        {
            StoredReading? last = await history.LastBeforeAsync(point.SensorId, moment + TimeSpan.FromMilliseconds(1), cancellationToken);
            if (last is { } reading && moment - reading.MeasuredAt <= longest && reading.MeasuredAt >= point.PlacedAt)
            {
                return (reading.MeasuredAt, reading.Value);
            }
        }

        return null;
    }
}
