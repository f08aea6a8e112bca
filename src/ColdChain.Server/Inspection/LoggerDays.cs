using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>Reads what the loggers of a unit say of their days, while they sat in it. Knows no person: callers check scope.</summary>
public sealed class LoggerDays(RecordsDbContext records, IDailyExtremes extremes)
{
    /// <summary>One for each day that has any, in order.</summary>
    public async Task<IReadOnlyList<LoggerDay>> ReadAsync(
        StorageUnitId unit, TimeRange during, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking()
            .Where(point => point.StorageUnitId == unit).ToListAsync(cancellationToken);
        List<DailyExtreme> found = [];
        foreach (MeasuringPoint point in points)
        {
            if (point.During.Intersect(during) is { } there)
            {
                found.AddRange(await extremes.ReadAsync(point.SensorId, there, cancellationToken));
            }
        }

        return LoggerDay.Of(found, zone);
    }
}
