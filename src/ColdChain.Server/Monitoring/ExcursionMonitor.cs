using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Monitoring;

/// <summary>Takes what is unjudged to the judge and the result to the record; lets the clock speak in between.</summary>
/// <remarks>
/// <code>
/// history: readings + unjudged (one transaction)
///    |  take
///    v
/// judge (in memory) --> entries + notices (one transaction) --> history: done
/// </code>
/// A crash at any point leaves the spans unjudged; judging them again finds what is on record already and tells nothing
/// twice. One judgement at a time.
/// </remarks>
internal sealed class ExcursionMonitor(
    SensorJudge judge, EquipmentDirectory directory, IServiceScopeFactory scopes, MonitoringMetrics metrics, ILogger<ExcursionMonitor> log)
    : ISpanJudge, IDueSweep, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public void Dispose() => _one.Dispose();

    /// <summary>Judges the new readings of one sensor, in every place where it sat at their time.</summary>
    public async Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken)
    {
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        foreach (Placement placement in plan.PlacementsOfSensor[span.Sensor])
        {
            if (placement.During.Start <= span.To && (placement.During.End is not { } end || end > span.From))
            {
                Instant from = Instant.Max(span.From, placement.During.Start);
                await JudgeAsync(new NewReadings(placement, from, span.To), now, cancellationToken);
            }
        }

        metrics.Judged();
    }

    /// <summary>EX-04. Looks at every excursion that goes on: few, and the only ones of which the clock can say something.</summary>
    public async Task SweepAsync(Instant now, CancellationToken cancellationToken)
    {
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        IReadOnlyList<ExcursionEntry> open;
        await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
        {
            open = await RecordOf(scope).OpenAsync(cancellationToken);
        }

        metrics.OpenExcursions = open.Count;
        foreach (ExcursionEntry entry in open)
        {
            Placement? placement = PlaceOf(plan, entry);
            bool isRemoved = placement?.During.End <= now;
            if (placement is not null && (entry.DueAt <= now || isRemoved))
            {
                await JudgeByClockAsync(placement, entry.StartedAt, now, cancellationToken);
            }
        }
    }

    private static Placement? PlaceOf(EquipmentPlan plan, ExcursionEntry entry) => plan.PlacementsOfSensor[entry.SensorId]
        .FirstOrDefault(placement => placement.StorageUnitId == entry.StorageUnitId && placement.During.Contains(entry.StartedAt));

    private static ExcursionRecord RecordOf(AsyncServiceScope scope) =>
        new(scope.ServiceProvider.GetRequiredService<RecordsDbContext>());

    private async Task JudgeByClockAsync(Placement placement, Instant startedAt, Instant now, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (judge.JudgeByClock(placement, now) is { } judgement)
            {
                await WriteAsync(judgement, now, cancellationToken);
                return;
            }
        }
        finally
        {
            _one.Release();
        }

        await JudgeAsync(new NewReadings(placement, startedAt, startedAt), now, cancellationToken);
    }

    private async Task JudgeAsync(NewReadings fresh, Instant now, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (await judge.JudgeAsync(fresh, OnRecordAsync, now, cancellationToken) is { } judgement)
            {
                await WriteAsync(judgement, now, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }

        async Task<IReadOnlyList<TimeRange>> OnRecordAsync()
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            return await RecordOf(scope).OnRecordAsync(fresh.Placement, cancellationToken);
        }
    }

    private async Task WriteAsync(Judgement judgement, Instant now, CancellationToken cancellationToken)
    {
        SensorId sensor = judgement.Placement.SensorId;
        bool isWritten = false;
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            foreach (ExcursionNotice notice in await RecordOf(scope).WriteAsync(judgement, now, cancellationToken))
            {
                metrics.Told(notice.Kind);
                log.LogInformation(
                    "Excursion {Excursion} of {Sensor}: {Kind} at {At}", notice.ExcursionId, sensor, notice.Kind, notice.At);
            }

            isWritten = true;
        }
        finally
        {
            if (!isWritten)
            {
                judge.Forget(sensor);
            }
        }
    }
}
