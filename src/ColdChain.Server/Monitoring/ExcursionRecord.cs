using System.Globalization;
using System.Text.Json;

using ColdChain.Core.Excursions;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Monitoring;

/// <summary>Writes judgements into the records: entries, notices and, for amendments, the audit trail, in one transaction each.</summary>
internal sealed class ExcursionRecord(RecordsDbContext records)
{
    /// <summary>When the excursions of a sensor in one of its places were, as recorded.</summary>
    public async Task<IReadOnlyList<TimeRange>> OnRecordAsync(Placement placement, CancellationToken cancellationToken)
    {
        List<ExcursionEntry> entries = await Standing(placement, placement.During.Start).AsNoTracking().ToListAsync(cancellationToken);
        return [.. entries.Select(entry => entry.During)];
    }

    /// <summary>Those that go on, as recorded.</summary>
    public async Task<IReadOnlyList<ExcursionEntry>> OpenAsync(CancellationToken cancellationToken) =>
        await records.Set<ExcursionEntry>().AsNoTracking()
            .Where(entry => entry.EndedAt == null && entry.RetractedAt == null).ToListAsync(cancellationToken);

    /// <summary>What there was to tell; nothing when everything was on record already.</summary>
    public async Task<IReadOnlyList<ExcursionNotice>> WriteAsync(
        Judgement judgement, Instant now, CancellationToken cancellationToken)
    {
        List<ExcursionEntry> entries = [.. (await Standing(judgement.Placement, judgement.From).ToListAsync(cancellationToken))
            .Where(judgement.SpeaksOf)];
        Reconciliation<ExcursionEntry> result = LateReadings.Reconcile(
            entries.Select(entry => new KnownExcursion<ExcursionEntry>(entry, entry.Side, entry.During)), judgement.Found);
        List<ExcursionNotice> notices = [];
        foreach (ExcursionEntry vanished in result.Vanished)
        {
            string before = FactsOf(vanished);
            notices.Add(ExcursionWriting.Retract(vanished, now));
            records.Add(TrailOf(vanished, "retract", before, now));
        }

        foreach ((ExcursionEntry entry, Excursion found) in result.Matched)
        {
            (string before, int revision) = (FactsOf(entry), entry.Revision);
            notices.AddRange(ExcursionWriting.Change(entry, found, now));
            entry.DueAt = found.IsOver ? null : judgement.DueAt;
            if (entry.Revision != revision)
            {
                records.Add(TrailOf(entry, "amend", before, now));
            }
        }

        return result.New.Count == 0 && !records.ChangeTracker.HasChanges()
            ? notices
            : await SaveAsync(notices, result.New, judgement, now, cancellationToken);
    }

    private async Task<IReadOnlyList<ExcursionNotice>> SaveAsync(
        List<ExcursionNotice> notices, IReadOnlyList<Excursion> found, Judgement judgement, Instant now, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        // What vanished makes room before what is new takes its place.
        await records.SaveChangesAsync(cancellationToken);
        ExcursionEntry[] entries = [.. found.Select(one => ExcursionWriting.Enter(one, judgement.Placement, now))];
        foreach (ExcursionEntry entry in entries)
        {
            entry.DueAt = entry.IsOver ? null : judgement.DueAt;
        }

        records.AddRange(entries.AsEnumerable<object>());
        await records.SaveChangesAsync(cancellationToken);
        notices.AddRange(entries.Zip(found).SelectMany(pair => ExcursionWriting.Tell(pair.First, pair.Second, now)));
        records.AddRange(notices);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return notices;
    }

    private IQueryable<ExcursionEntry> Standing(Placement placement, Instant from)
    {
        Instant start = Instant.Max(from, placement.During.Start);
        IQueryable<ExcursionEntry> standing = records.Set<ExcursionEntry>().Where(entry =>
            entry.SensorId == placement.SensorId
            && entry.StorageUnitId == placement.StorageUnitId
            && entry.StartedAt >= start
            && entry.RetractedAt == null);
        return placement.During.End is { } end ? standing.Where(entry => entry.StartedAt < end) : standing;
    }

    private static string FactsOf(ExcursionEntry entry) => JsonSerializer.Serialize(new
    {
        startedAt = entry.StartedAt.ToString(),
        endedAt = entry.EndedAt?.ToString(),
        peak = entry.Peak.ToString(),
        outMilliseconds = entry.OutMilliseconds,
        unobservedMilliseconds = entry.UnobservedMilliseconds,
        alarms = entry.Alarms,
        isRetracted = entry.RetractedAt is not null,
    });

    private static AuditEntry TrailOf(ExcursionEntry entry, string action, string before, Instant now) => new()
    {
        At = now,
        Actor = "monitoring",
        Action = action,
        Subject = "excursion_entry",
        SubjectKey = entry.Id.ToString(CultureInfo.InvariantCulture),
        OldValues = before,
        NewValues = FactsOf(entry),
        Reason = "readings that came late (EX-11)",
    };
}
