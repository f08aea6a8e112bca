using ColdChain.Core.Identity;
using ColdChain.Core.Observing;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;

using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Monitoring;

/// <summary>Reads and writes findings for one span of readings; opens the records only when it is asked for something.</summary>
/// <remarks>Nearly every span shows nothing, and then there is no connection, no query and no transaction.</remarks>
internal sealed class ObservationRecord(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    private RecordsDbContext Records =>
        (_scope ??= scopes.CreateAsyncScope()).ServiceProvider.GetRequiredService<RecordsDbContext>();

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Those of a sensor, or of a pair, that were not over at that moment.</summary>
    public async Task<ObservationEntry[]> StandingAsync(
        StorageUnitId unit, (SensorId Sensor, SensorId? Other) of, Instant from, CancellationToken cancellationToken)
    {
        (SensorId sensor, SensorId? other) = of;
        return await Records.Set<ObservationEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == unit && entry.SensorId == sensor && entry.OtherSensorId == other)
            .Where(entry => entry.RetractedAt == null && (entry.EndedAt == null || entry.EndedAt >= from))
            .ToArrayAsync(cancellationToken);
    }

    /// <summary>What is on record gets its end and its figures, what is new is added, what is disproved is retracted (EX-11).</summary>
    public async Task BringAsync(
        ObservationJudgement judgement, Placement placement, Instant now, CancellationToken cancellationToken)
    {
        (SensorId sensor, SensorId? other) = judgement.Of;
        Instant from = judgement.Found.Select(found => found.StartedAt).Append(judgement.RanFrom ?? judgement.From).Min();
        List<ObservationEntry> entries = await Records.Set<ObservationEntry>()
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

            Records.Add(new ObservationEntry
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

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_scope is not null)
        {
            await Records.SaveChangesAsync(cancellationToken);
        }
    }
}
