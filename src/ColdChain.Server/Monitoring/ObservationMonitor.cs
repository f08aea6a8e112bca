using ColdChain.Core.Identity;
using ColdChain.Core.Observing;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;

using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Monitoring;

/// <summary>Takes what is unjudged to the watch for what cannot be trusted, and the result to the record. It wakes nobody.</summary>
/// <remarks>Runs after the excursions of the same readings are written; a crash leaves the readings unjudged and both are done again.</remarks>
internal sealed class ObservationMonitor(ObservationJudge judge, EquipmentDirectory directory, IServiceScopeFactory scopes) : ISpanJudge
{
    public async Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken)
    {
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        foreach (Placement placement in plan.PlacementsOfSensor[span.Sensor].Where(one => Touches(one, span)))
        {
            NewReadings fresh = new(placement, Instant.Max(span.From, placement.During.Start), span.To);
            bool isWritten = false;
            try
            {
                await JudgeAsync(fresh, plan, now, cancellationToken);
                isWritten = true;
            }
            finally
            {
                if (!isWritten)
                {
                    judge.Forget(span.Sensor);
                }
            }
        }
    }

    private static bool Touches(Placement placement, UnjudgedSpan span) =>
        placement.During.Start <= span.To && (placement.During.End is not { } end || end > span.From);

    private async Task JudgeAsync(NewReadings fresh, EquipmentPlan plan, Instant now, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        Placement placement = fresh.Placement;
        ObservationEntry[] own = await StandingAsync(records, fresh, placement.SensorId, null, cancellationToken);
        ObservationJudgement alone = await judge.JudgeAsync(fresh, own.Select(entry => entry.StartedAt), cancellationToken);
        await BringAsync(records, alone, placement, now, cancellationToken);
        foreach (Neighbour neighbour in await NeighboursAsync(records, placement, plan, cancellationToken))
        {
            (SensorId first, SensorId? second) = ObservationJudge.Ordered(placement.SensorId, neighbour.Placement.SensorId);
            NewReadings unsaid = await judge.SinceLastHeardAsync(fresh, neighbour, cancellationToken);
            ObservationEntry[] pair = await StandingAsync(records, unsaid, first, second, cancellationToken);
            ObservationJudgement both =
                await judge.CompareAsync(unsaid, neighbour, pair.Select(entry => entry.StartedAt), cancellationToken);
            await BringAsync(records, both, placement, now, cancellationToken);
        }

        await records.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<Neighbour>> NeighboursAsync(
        RecordsDbContext records, Placement placement, EquipmentPlan plan, CancellationToken cancellationToken)
    {
        Placement[] beside =
        [
            .. plan.PlacementsInUnit[placement.StorageUnitId]
                .Where(one => one.SensorId != placement.SensorId && one.During.Overlaps(placement.During)),
        ];
        if (beside.Length == 0)
        {
            return [];
        }

        SensorId[] sensors = [.. beside.Select(one => one.SensorId), placement.SensorId];
        Dictionary<SensorId, int?> known = await records.Sensors.AsNoTracking().Where(sensor => sensors.Contains(sensor.Id))
            .ToDictionaryAsync(sensor => sensor.Id, sensor => sensor.AccuracyMilliKelvin, cancellationToken);
        return [.. beside.Select(one => new Neighbour(
            one, TemperatureDelta.FromMilliKelvin(AccuracyOf(one.SensorId) + AccuracyOf(placement.SensorId))))];

        int AccuracyOf(SensorId sensor) =>
            known.GetValueOrDefault(sensor) ?? SensorAccuracy.Of(placement.Profile.Kind).MilliKelvin;
    }

    /// <summary>Those that were not over when the new readings begin.</summary>
    private static async Task<ObservationEntry[]> StandingAsync(
        RecordsDbContext records, NewReadings fresh, SensorId sensor, SensorId? other, CancellationToken cancellationToken)
    {
        (Instant from, StorageUnitId unit) = (fresh.From, fresh.Placement.StorageUnitId);
        return await records.Set<ObservationEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == unit && entry.SensorId == sensor && entry.OtherSensorId == other)
            .Where(entry => entry.RetractedAt == null && (entry.EndedAt == null || entry.EndedAt >= from))
            .ToArrayAsync(cancellationToken);
    }

    /// <summary>What is on record gets its end and its figures, what is new is added, what is disproved is retracted (EX-11).</summary>
    private static async Task BringAsync(
        RecordsDbContext records, ObservationJudgement judgement, Placement placement, Instant now, CancellationToken cancellationToken)
    {
        (SensorId sensor, SensorId? other) = judgement.Of;
        Instant from = judgement.Found.Select(found => found.StartedAt).Append(judgement.RanFrom ?? judgement.From).Min();
        List<ObservationEntry> entries = await records.Set<ObservationEntry>()
            .Where(entry => entry.StorageUnitId == placement.StorageUnitId && entry.SensorId == sensor && entry.OtherSensorId == other)
            .Where(entry => entry.RetractedAt == null && entry.StartedAt >= from)
            .ToListAsync(cancellationToken);
        foreach (ObservationFinding found in judgement.Found)
        {
            if (entries.Find(entry => ObservationJudgement.IsOf(entry, found)) is { } known)
            {
                (known.EndedAt, known.Value, known.OtherValue) = (found.EndedAt, found.Value, found.OtherValue);
                continue;
            }

            records.Add(new ObservationEntry
            {
                StorageUnitId = placement.StorageUnitId,
                FacilityId = placement.FacilityId,
                SensorId = sensor,
                OtherSensorId = other,
                Kind = found.Kind,
                StartedAt = found.StartedAt,
                EndedAt = found.EndedAt,
                Value = found.Value,
                OtherValue = found.OtherValue,
                DiscoveredAt = now,
            });
        }

        foreach (ObservationEntry entry in entries.Where(judgement.Disproves))
        {
            entry.RetractedAt = now;
        }
    }
}
