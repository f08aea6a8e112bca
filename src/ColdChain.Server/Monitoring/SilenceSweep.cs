using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;

using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Monitoring;

/// <summary>Notices sensors that nothing is heard of, and when they are heard again (EX-09).</summary>
internal sealed class SilenceSweep(
    IReadingHistory history, EquipmentDirectory directory, IServiceScopeFactory scopes, MonitoringMetrics metrics) : IDueSweep
{
    /// <summary>After a start of the server agents get time to deliver what waited, before anybody is called silent.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>For so long after a silence ended its readings may still come and show that the line was away, not the sensor.</summary>
    private static readonly TimeSpan FillingTime = TimeSpan.FromHours(1);

    private Instant? _firstSweepAt;

    public async Task SweepAsync(Instant now, CancellationToken cancellationToken)
    {
        _firstSweepAt ??= now;
        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        List<Placement> placements = [.. plan.PlacementsOfSensor.SelectMany(sensor => sensor)
            .Where(placement => placement.IsInUse && placement.During.Contains(now))];
        IReadOnlyDictionary<SensorId, StoredReading> latest = await history.LatestAsync(
            [.. placements.Select(placement => placement.SensorId)], cancellationToken);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        Instant fillingSince = now - FillingTime;
        ILookup<SensorId, SilenceEntry> recent = (await records.Set<SilenceEntry>()
            .Where(silence => silence.EndedAt == null || (silence.EndedAt > fillingSince && !silence.WasFilledLater))
            .ToListAsync(cancellationToken)).ToLookup(silence => silence.SensorId);
        foreach (Placement placement in placements)
        {
            foreach (SilenceEntry silence in recent[placement.SensorId])
            {
                await HearAsync(silence, placement, cancellationToken);
            }

            if (now - _firstSweepAt.Value >= Grace && !recent[placement.SensorId].Any(silence => silence.EndedAt is null))
            {
                SilentSince(placement, latest, now, records);
            }
        }

        metrics.SilentSensors = records.ChangeTracker.Entries<SilenceEntry>().Count(entry => entry.Entity.EndedAt is null);
        await records.SaveChangesAsync(cancellationToken);
    }

    private static void SilentSince(
        Placement placement, IReadOnlyDictionary<SensorId, StoredReading> latest, Instant now, RecordsDbContext records)
    {
        Instant heardAt = latest.TryGetValue(placement.SensorId, out StoredReading reading)
            ? Instant.Max(reading.MeasuredAt, placement.During.Start)
            : placement.During.Start;
        Instant silentSince = heardAt + placement.Profile.LongestInterval;
        if (now > silentSince)
        {
            records.Add(new SilenceEntry
            {
                SensorId = placement.SensorId,
                StorageUnitId = placement.StorageUnitId,
                FacilityId = placement.FacilityId,
                SilentSince = silentSince,
                NoticedAt = now,
            });
        }
    }

    /// <summary>Ends a silence with the first reading after it, and says when readings of the silent time are there by now.</summary>
    private async Task HearAsync(SilenceEntry silence, Placement placement, CancellationToken cancellationToken)
    {
        Reading? first = null;
        await foreach (Reading reading in history.JudgedFromAsync(
            silence.SensorId, new TimeRange(silence.SilentSince, null), placement.Profile, cancellationToken))
        {
            first = reading;
            break;
        }

        if (first is not { } heard)
        {
            return;
        }

        silence.EndedAt ??= heard.MeasuredAt;
        StoredReading? before = await history.LastBeforeAsync(silence.SensorId, silence.SilentSince, cancellationToken);
        silence.WasFilledLater = before is { } last && heard.MeasuredAt - last.MeasuredAt <= placement.Profile.LongestInterval;
    }
}
