using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>First stage: what does this notice of monitoring mean for the alarms? One notice, one transaction, with the cursor.</summary>
public sealed class NoticeIntake(
    RecordsDbContext records, ReturnToRange returned, AlarmingOptions options, TimeProvider clock)
{
    /// <summary>False when there is no notice that was not dealt with.</summary>
    public async Task<bool> TakeNextAsync(CancellationToken cancellationToken)
    {
        long seen = await records.Set<AlarmingCursor>().AsNoTracking()
            .Where(cursor => cursor.Name == AlarmingCursor.ExcursionNotices)
            .Select(cursor => cursor.Position)
            .SingleOrDefaultAsync(cancellationToken);
        ExcursionNotice? notice = await records.Set<ExcursionNotice>().AsNoTracking()
            .Where(candidate => candidate.Id > seen)
            .OrderBy(candidate => candidate.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (notice is null)
        {
            return false;
        }

        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        AlarmingCursor cursor = await CursorAsync(cancellationToken);
        if (cursor.Position == seen)
        {
            await ApplyAsync(notice, cancellationToken);
            cursor.Position = notice.Id;
            await records.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return true;
    }

    private async Task<AlarmingCursor> CursorAsync(CancellationToken cancellationToken)
    {
        AlarmingCursor? cursor = await records.Set<AlarmingCursor>()
            .FindAsync([AlarmingCursor.ExcursionNotices], cancellationToken);
        if (cursor is null)
        {
            cursor = new AlarmingCursor { Name = AlarmingCursor.ExcursionNotices, Position = 0 };
            records.Add(cursor);
        }

        return cursor;
    }

    private async Task ApplyAsync(ExcursionNotice notice, CancellationToken cancellationToken)
    {
        // The excursion as it is now: later notices of it say no more than it does.
        ExcursionEntry entry = await records.Set<ExcursionEntry>().AsNoTracking()
            .SingleAsync(candidate => candidate.Id == notice.ExcursionId, cancellationToken);
        AlarmExcursion? part = await records.Set<AlarmExcursion>().FindAsync([entry.Id], cancellationToken);
        if (part is not null)
        {
            await UpdateAsync(part, entry, notice, cancellationToken);
        }
        else if (entry is { AlarmDueAt: not null, RetractedAt: null }
            && notice.Kind is ExcursionNoticeKind.AlarmDue or ExcursionNoticeKind.Amended)
        {
            await RaiseAsync(entry, notice, null, cancellationToken);
        }
    }

    /// <summary>AL-01 to AL-04.</summary>
    private async Task RaiseAsync(
        ExcursionEntry entry, ExcursionNotice notice, AlarmExcursion? reopened, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        RuleFellDue due = new(entry.AlarmDueAt ?? notice.At, notice.WrittenAt, entry.IsOver);
        Alarm? open = await records.Set<Alarm>().SingleOrDefaultAsync(
            alarm => alarm.StorageUnitId == entry.StorageUnitId
                && (alarm.Stage == AlarmStage.Raised || alarm.Stage == AlarmStage.Taken || alarm.Stage == AlarmStage.Resumed),
            cancellationToken);
        RaiseDecision decision = RaisePolicy.Decide(due, open is not null, options.Times);
        if (decision == RaiseDecision.Join)
        {
            open!.Become(
                RaisePolicy.IsLate(due, options.Times) ? open.State : open.State.JoinedLive(),
                RaisePolicy.IsLate(due, options.Times) ? open.NextDueAt : now);
            Attach(entry, open.Id, reopened);
            return;
        }

        AlarmState state = decision switch
        {
            RaiseDecision.ListForDigest => AlarmState.FoundOver(now, entry.EndedAt ?? now),
            RaiseDecision.RaiseWhenSettled => AlarmState.RaisedLate(now, options.Times),
            RaiseDecision.Raise or RaiseDecision.Join => AlarmState.Raised(now),
        };
        Alarm alarm = NewAlarm(entry, state);
        records.Add(alarm);
        await records.SaveChangesAsync(cancellationToken);
        Attach(entry, alarm.Id, reopened);
    }

    private static Alarm NewAlarm(ExcursionEntry entry, AlarmState state)
    {
        Alarm alarm = new()
        {
            StorageUnitId = entry.StorageUnitId,
            FacilityId = entry.FacilityId,
            ExcursionId = entry.Id,
            SensorId = entry.SensorId,
            RuleId = entry.AlarmRuleId ?? string.Empty,
            Side = entry.Side,
            Limit = entry.Limit,
            StartedAt = entry.StartedAt,
            Peak = entry.Peak,
            Stage = state.Stage,
            RaisedAt = state.RaisedAt,
        };
        alarm.Become(state, state.IsOutOfRange ? state.NotBefore ?? state.RaisedAt : null);
        return alarm;
    }

    private void Attach(ExcursionEntry entry, long alarmId, AlarmExcursion? reopened)
    {
        if (reopened is not null)
        {
            (reopened.AlarmId, reopened.IsOver) = (alarmId, entry.IsOver);
            return;
        }

        records.Add(new AlarmExcursion { ExcursionId = entry.Id, AlarmId = alarmId, IsOver = entry.IsOver });
    }

    /// <summary>AL-10. An excursion of an alarm has ended, has changed, or goes on after all.</summary>
    private async Task UpdateAsync(
        AlarmExcursion part, ExcursionEntry entry, ExcursionNotice notice, CancellationToken cancellationToken)
    {
        Alarm alarm = await records.Set<Alarm>().SingleAsync(candidate => candidate.Id == part.AlarmId, cancellationToken);
        if (alarm.Stage == AlarmStage.Closed)
        {
            if (!entry.IsOver && entry.AlarmDueAt is not null)
            {
                await RaiseAsync(entry, notice, part, cancellationToken);
            }

            return;
        }

        part.IsOver = entry.IsOver;
        if (alarm.ExcursionId == entry.Id)
        {
            (alarm.StartedAt, alarm.Peak) = (entry.StartedAt, entry.Peak);
        }

        List<AlarmExcursion> parts = await records.Set<AlarmExcursion>()
            .Where(candidate => candidate.AlarmId == alarm.Id)
            .ToListAsync(cancellationToken);
        Instant now = clock.GetCurrentInstant();
        if (!parts.TrueForAll(candidate => candidate.IsOver))
        {
            AlarmState goesOn = alarm.State.WentOutAgain(now);
            alarm.Become(goesOn, goesOn == alarm.State ? alarm.NextDueAt : now);
        }
        else if (alarm.State.IsOutOfRange)
        {
            alarm.Become(alarm.State.WentBackInRange(now), nextDueAt: null);
            await returned.TellAsync(alarm, cancellationToken);
        }
    }
}
