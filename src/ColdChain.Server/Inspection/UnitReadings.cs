using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>Reads what the sensors of a unit measured while they sat in it. Knows no person: callers check scope.</summary>
public sealed class UnitReadings(RecordsDbContext records, IReadingHistory history)
{
    /// <summary>
    /// One for each sensor and each of its placements that touch the time asked for. The readings begin one longest
    /// interval earlier, since the last one before may still speak for the start (EX-06).
    /// </summary>
    /// <param name="during">Must have an end.</param>
    public Task<IReadOnlyList<UnitSeries>> ReadAsync(StorageUnit unit, TimeRange during, CancellationToken cancellationToken) =>
        ReadFromAsync(unit, during, TimeSpan.Zero, cancellationToken);

    /// <summary>The same, beginning so much earlier that figures know what is stuck when the stretch begins (EX-24).</summary>
    public Task<IReadOnlyList<UnitSeries>> ReadForFiguresAsync(
        StorageUnit unit, TimeRange during, CancellationToken cancellationToken) =>
        ReadFromAsync(unit, during, StuckRun.Lookback, cancellationToken);

    private async Task<IReadOnlyList<UnitSeries>> ReadFromAsync(
        StorageUnit unit, TimeRange during, TimeSpan before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        StorageProfile profile = ProfileOf(unit);
        TimeRange wanted = new(during.Start - profile.LongestInterval - before, during.End);
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking()
            .Where(point => point.StorageUnitId == unit.Id)
            .OrderBy(point => point.SensorId).ThenBy(point => point.PlacedAt)
            .ToListAsync(cancellationToken);
        List<UnitSeries> series = [];
        foreach (MeasuringPoint point in points)
        {
            if (point.During.Intersect(wanted) is { } there)
            {
                IReadOnlyList<StoredReading> stored = await history.ReadAsync(point.SensorId, there, cancellationToken);
                series.Add(new UnitSeries(point, Judged(point, stored, profile)));
            }
        }

        return series;
    }

    /// <summary>The profiles that a unit had to keep, by time.</summary>
    public async Task<ProfileTimeline> ProfilesAsync(StorageUnit unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new ProfileTimeline(unit, await records.Set<KeptProfile>().AsNoTracking()
            .Where(kept => kept.StorageUnitId == unit.Id).OrderBy(kept => kept.KeptFrom).ToListAsync(cancellationToken));
    }

    /// <summary>The profile that a unit must keep now.</summary>
    /// <exception cref="InvalidOperationException">Set-up admits only known profiles, so this is a bug.</exception>
    public static StorageProfile ProfileOf(StorageUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return StandardProfiles.Find(unit.ProfileId)
            ?? throw new InvalidOperationException($"{unit.Id} names the profile '{unit.ProfileId}', which is not known.");
    }

    /// <summary>EX-13. Of two values for one moment the one further out is judged, and so it is the one shown.</summary>
    private static List<Reading> Judged(MeasuringPoint point, IReadOnlyList<StoredReading> stored, StorageProfile profile)
    {
        List<Reading> judged = new(stored.Count);
        foreach (StoredReading reading in stored)
        {
            if (judged is [.., var last] && last.MeasuredAt == reading.MeasuredAt)
            {
                judged[^1] = last with { Value = profile.FurtherOut(last.Value, reading.Value) };
                continue;
            }

            judged.Add(new Reading(point.SensorId, reading.MeasuredAt, reading.Value, reading.Flags));
        }

        return judged;
    }
}
