using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Server.Alarming.Edge;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming;

/// <summary>Reads alarms for pages: the list within the reader's scope, and one alarm whose scope the caller has checked.</summary>
public sealed class AlarmBoard(RecordsDbContext records, FacilityScope scope, AlarmFactsReader facts, EdgeAnswers edge)
{
    /// <summary>What a page shows at most; open alarms come first, so none of them is cut off.</summary>
    public const int MostInList = 200;

    /// <summary>Those that wait for a person first, the newest first among equals.</summary>
    public async Task<IReadOnlyList<AlarmView>> ListAsync(CancellationToken cancellationToken)
    {
        List<Alarm> alarms = await records.Set<Alarm>().AsNoTracking()
            .Where(alarm => scope.Facilities.Any(facility => facility.Id == alarm.FacilityId))
            .OrderBy(alarm =>
                alarm.Stage == AlarmStage.Raised || alarm.Stage == AlarmStage.Resumed ? 0
                : alarm.Stage == AlarmStage.Taken ? 1
                : alarm.Stage == AlarmStage.BackInRange ? 2 : 3)
            .ThenByDescending(alarm => alarm.StartedAt)
            .Take(MostInList)
            .ToListAsync(cancellationToken);
        return await ViewsAsync(alarms, cancellationToken);
    }

    /// <summary>One alarm, or null. Scope is the caller's to have checked: by the access table, or by a link.</summary>
    public async Task<AlarmView?> FindAsync(long alarmId, CancellationToken cancellationToken)
    {
        List<Alarm> found = await records.Set<Alarm>().AsNoTracking()
            .Where(alarm => alarm.Id == alarmId)
            .ToListAsync(cancellationToken);
        AlarmView? view = (await ViewsAsync(found, cancellationToken)).SingleOrDefault();
        return view is null ? null : view with { Edge = await edge.OfAsync(view.Alarm, cancellationToken) };
    }

    public Task<AlarmFacts> FactsAsync(Alarm alarm, CancellationToken cancellationToken) =>
        facts.OfAsync(alarm, cancellationToken);

    private async Task<IReadOnlyList<AlarmView>> ViewsAsync(List<Alarm> alarms, CancellationToken cancellationToken)
    {
        long[] ids = [.. alarms.Select(alarm => alarm.Id)];
        List<AlarmStep> steps = await records.Set<AlarmStep>().AsNoTracking()
            .Where(step => ids.Contains(step.AlarmId))
            .OrderBy(step => step.Step)
            .ToListAsync(cancellationToken);
        List<OutboxMessage> messages = await records.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.AlarmId != null && ids.Contains(message.AlarmId.Value))
            .OrderBy(message => message.Id)
            .ToListAsync(cancellationToken);
        long[] messageIds = [.. messages.Select(message => message.Id)];
        List<DeliveryAttempt> attempts = await records.Set<DeliveryAttempt>().AsNoTracking()
            .Where(attempt => messageIds.Contains(attempt.MessageId))
            .OrderBy(attempt => attempt.Id)
            .ToListAsync(cancellationToken);
        Dictionary<StorageUnitId, PlaceNames> places = await PlacesAsync(alarms, cancellationToken);
        return [.. alarms.Select(alarm => new AlarmView(
            alarm,
            places[alarm.StorageUnitId],
            [.. steps.Where(step => step.AlarmId == alarm.Id)],
            [.. messages.Where(message => message.AlarmId == alarm.Id)],
            attempts))];
    }

    private async Task<Dictionary<StorageUnitId, PlaceNames>> PlacesAsync(
        List<Alarm> alarms, CancellationToken cancellationToken)
    {
        Dictionary<StorageUnitId, PlaceNames> places = [];
        foreach (StorageUnitId unit in alarms.Select(alarm => alarm.StorageUnitId).Distinct())
        {
            places.Add(unit, await facts.PlaceAsync(unit, cancellationToken));
        }

        return places;
    }
}
