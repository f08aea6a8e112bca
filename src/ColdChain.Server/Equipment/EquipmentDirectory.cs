using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;

using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment;

/// <summary>Keeps the <see cref="EquipmentPlan"/> at hand for ingest and monitoring, which ask for it many times a second.</summary>
/// <remarks>
/// Looked at anew when older than <see cref="Freshness"/>: a sensor that was registered is known that much later at most. Every
/// change of equipment leaves an audit row in the same transaction, so that while there is none since, nothing has changed.
/// </remarks>
public sealed class EquipmentDirectory(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    /// <summary>How old a plan may be. Short enough that nobody waits who has just registered a sensor.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile EquipmentPlan? _plan;
    private long _readAt;
    private long _auditedThrough;
    private long _forgotten;

    public async ValueTask<EquipmentPlan> PlanAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } other)
            {
                return other;
            }

            long forgotten = Interlocked.Read(ref _forgotten);
            EquipmentPlan plan = await ReadAsync(_plan, cancellationToken);
            Volatile.Write(ref _readAt, clock.GetTimestamp());
            // Read while somebody revoked a key: it may be from before, and is good for this question alone.
            _plan = Interlocked.Read(ref _forgotten) == forgotten ? plan : null;
            return plan;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The next question reads anew.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        _plan = null;
    }

    public void Dispose() => _reading.Dispose();

    private EquipmentPlan? Fresh() =>
        _plan is { } plan && clock.GetElapsedTime(Volatile.Read(ref _readAt)) < Freshness ? plan : null;

    private async Task<EquipmentPlan> ReadAsync(EquipmentPlan? known, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        // Asked before the rest is read: what changes in between is seen the next time.
        long auditedThrough = await records.AuditEntries.MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
        if (known is not null && auditedThrough == _auditedThrough)
        {
            return known;
        }

        EquipmentPlan plan = await ReadAsync(records, cancellationToken);
        _auditedThrough = auditedThrough;
        return plan;
    }

    private static async Task<EquipmentPlan> ReadAsync(RecordsDbContext records, CancellationToken cancellationToken)
    {
        Dictionary<Core.Identity.FacilityId, string> paths = await records.Facilities.AsNoTracking()
            .ToDictionaryAsync((Facility facility) => facility.Id, facility => facility.Path, cancellationToken);
        Dictionary<Core.Identity.StorageUnitId, StorageUnit> units = await records.StorageUnits.AsNoTracking()
            .ToDictionaryAsync(unit => unit.Id, cancellationToken);
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking()
            .OrderBy(point => point.PlacedAt).ToListAsync(cancellationToken);
        ILookup<Core.Identity.StorageUnitId, KeptProfile> kept = (await records.Set<KeptProfile>().AsNoTracking()
            .OrderBy(one => one.KeptFrom).ToListAsync(cancellationToken)).ToLookup(one => one.StorageUnitId);
        Dictionary<Core.Identity.StorageUnitId, ProfileTimeline> timelines =
            units.Values.ToDictionary(unit => unit.Id, unit => new ProfileTimeline(unit, [.. kept[unit.Id]]));
        List<Placement> placements =
            [.. points.SelectMany(point => PlacementsOf(point, units[point.StorageUnitId], timelines[point.StorageUnitId]))];
        List<Sensor> sensors = await records.Sensors.AsNoTracking().ToListAsync(cancellationToken);
        return new EquipmentPlan
        {
            Agents = (await records.Agents.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(
                agent => agent.Id,
                agent => RegisteredAgent.Of(agent, paths[agent.FacilityId])),
            FacilityPathOfSensor = sensors.ToDictionary(sensor => sensor.Id, sensor => paths[sensor.FacilityId]),
            AccuracyOfSensor = sensors.Where(sensor => sensor.AccuracyMilliKelvin is not null)
                .ToDictionary(sensor => sensor.Id, sensor => TemperatureDelta.FromMilliKelvin(sensor.AccuracyMilliKelvin!.Value)),
            PlacementsOfSensor = placements.ToLookup(placement => placement.SensorId),
            PlacementsInUnit = placements.ToLookup(placement => placement.StorageUnitId),
        };
    }

    /// <summary>EX-38. One for each profile that the unit had to keep while the sensor sat in it.</summary>
    private static IEnumerable<Placement> PlacementsOf(MeasuringPoint point, StorageUnit unit, ProfileTimeline timeline) =>
        timeline.Stretches
            .Where(stretch => point.During.Overlaps(stretch.During))
            .Select(stretch => new Placement(
                point.SensorId,
                unit.Id,
                unit.FacilityId,
                point.During.Intersect(stretch.During)!.Value,
                stretch.Profile,
                point.Position,
                unit.IsInUse));
}
