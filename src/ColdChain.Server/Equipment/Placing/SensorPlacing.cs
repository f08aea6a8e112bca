using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment.Placing;

/// <summary>Places, moves and takes out sensors. A place that ended stays on record with its end; nothing of the past is rewritten.</summary>
public sealed class SensorPlacing(
    RecordsDbContext records, IReadingHistory history, EquipmentDirectory directory, CurrentActor actor, TimeProvider clock)
{
    /// <summary>Null: it is done. The caller has checked that the person may change the sensor and the unit.</summary>
    public async Task<Refusal?> MoveAsync(SensorMove move, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(move);
        IReadOnlyDictionary<SensorId, StoredReading> latest = await history.LatestAsync([move.Sensor], cancellationToken);
        Instant? newest = latest.TryGetValue(move.Sensor, out StoredReading reading) ? reading.MeasuredAt : null;
        // One transaction writes at a time: of two people the second finds what the first has written.
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        List<MeasuringPoint> points = await records.MeasuringPoints.Where(point => point.SensorId == move.Sensor).ToListAsync(cancellationToken);
        if (PlacingRules.Objection(move, points, newest, clock.GetCurrentInstant()) is { } objection)
        {
            return objection;
        }

        actor.Reason = move.Reason;
        foreach (MeasuringPoint open in points.Where(point => point.RemovedAt is null))
        {
            open.RemovedAt = move.At;
        }

        await records.SaveChangesAsync(cancellationToken);
        if (move.To is { } unitId)
        {
            await PlaceAsync(move, unitId, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
        return null;
    }

    private async Task PlaceAsync(SensorMove move, StorageUnitId unitId, CancellationToken cancellationToken)
    {
        StorageUnit unit = await records.StorageUnits.SingleAsync(one => one.Id == unitId, cancellationToken);
        Sensor sensor = await records.Sensors.SingleAsync(one => one.Id == move.Sensor, cancellationToken);
        // Whose gateway may send for it follows from whose it is.
        sensor.FacilityId = unit.FacilityId;
        records.Add(new MeasuringPoint { SensorId = move.Sensor, StorageUnitId = unitId, PlacedAt = move.At, Position = move.Position });
        await records.SaveChangesAsync(cancellationToken);
    }
}
