using ColdChain.Core.Identity;
using ColdChain.Core.Observing;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Takes what is unjudged to the watch for what cannot be trusted, and the result to the record. It wakes nobody.</summary>
/// <remarks>
/// Runs after the excursions of the same readings are written; a crash leaves the readings unjudged and both are done again.
/// One caller at a time.
/// </remarks>
internal sealed class ObservationMonitor(ObservationJudge judge, EquipmentDirectory directory, IServiceScopeFactory scopes) : ISpanJudge
{
    /// <summary>Until when the last disagreement on record of a pair in a unit lasted; nobody else writes them. Lost with the process.</summary>
    private readonly Dictionary<(StorageUnitId Unit, (SensorId Sensor, SensorId? Other) Pair), Instant> _overSince = [];

    public async Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken)
    {
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        foreach (Placement placement in plan.PlacementsOfSensor[span.Sensor])
        {
            if (!Touches(placement, span))
            {
                continue;
            }

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
                    _overSince.Clear();
                }
            }
        }
    }

    private static bool Touches(Placement placement, UnjudgedSpan span) =>
        placement.During.Start <= span.To && (placement.During.End is not { } end || end > span.From);

    private async Task JudgeAsync(NewReadings fresh, EquipmentPlan plan, Instant now, CancellationToken cancellationToken)
    {
        await using ObservationRecord record = new(scopes);
        if (await judge.JudgeAsync(fresh, StartsOnRecordAsync, cancellationToken) is { } alone)
        {
            await record.BringAsync(alone, fresh.Placement, now, cancellationToken);
        }

        foreach (Placement beside in plan.PlacementsInUnit[fresh.Placement.StorageUnitId])
        {
            if (beside.SensorId != fresh.Placement.SensorId && beside.During.Overlaps(fresh.Placement.During))
            {
                Neighbour neighbour = new(beside, TemperatureDelta.FromMilliKelvin(
                    AccuracyOf(plan, beside.SensorId, fresh) + AccuracyOf(plan, fresh.Placement.SensorId, fresh)));
                await CompareAsync(record, fresh, neighbour, now, cancellationToken);
            }
        }

        await record.SaveAsync(cancellationToken);

        async Task<IEnumerable<Instant>> StartsOnRecordAsync() =>
            (await record.StandingAsync(fresh.Placement.StorageUnitId, (fresh.Placement.SensorId, null), fresh.From, cancellationToken))
                .Select(entry => entry.StartedAt);
    }

    private async Task CompareAsync(
        ObservationRecord record, NewReadings fresh, Neighbour neighbour, Instant now, CancellationToken cancellationToken)
    {
        StorageUnitId unit = fresh.Placement.StorageUnitId;
        (SensorId Sensor, SensorId? Other) pair = ObservationJudge.Ordered(fresh.Placement.SensorId, neighbour.Placement.SensorId);
        NewReadings unsaid = await judge.SinceLastHeardAsync(fresh, neighbour, cancellationToken);
        bool isOver = _overSince.TryGetValue((unit, pair), out Instant over) && over < unsaid.From;
        if (isOver && await judge.AgreesAsync(unsaid, neighbour, cancellationToken))
        {
            return;
        }

        ObservationEntry[] standing = await record.StandingAsync(unit, pair, unsaid.From, cancellationToken);
        ObservationJudgement both =
            await judge.CompareAsync(unsaid, neighbour, standing.Select(entry => entry.StartedAt), cancellationToken);
        await record.BringAsync(both, fresh.Placement, now, cancellationToken);
        if (standing.Length == 0 && both.Found.Count == 0)
        {
            _overSince.TryAdd((unit, pair), unsaid.From - TimeSpan.FromMilliseconds(1));
        }
        else
        {
            _overSince.Remove((unit, pair));
        }
    }

    private static int AccuracyOf(EquipmentPlan plan, SensorId sensor, NewReadings fresh) =>
        (plan.AccuracyOfSensor.TryGetValue(sensor, out TemperatureDelta own) ? own : SensorAccuracy.Of(fresh.Placement.Profile.Kind)).MilliKelvin;
}
