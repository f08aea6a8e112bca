using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>Second stage: who is told next? The step, its messages and the next timer are one transaction.</summary>
public sealed class EscalationStage(
    RecordsDbContext records, AlarmFactsReader facts, StepMessages messages, AlarmingOptions options, TimeProvider clock)
{
    /// <summary>The alarms whose timer has come, the longest waiting first.</summary>
    public async Task<IReadOnlyList<long>> DueAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        return await records.Set<Alarm>().AsNoTracking()
            .Where(alarm => alarm.NextDueAt != null && alarm.NextDueAt <= now)
            .OrderBy(alarm => alarm.NextDueAt)
            .Select(alarm => alarm.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Makes at most one step of one alarm, and says why it did or did not.</summary>
    public async Task<NotifyDecision> StepAsync(long alarmId, CancellationToken cancellationToken)
    {
        // Gathered before the transaction, which then holds the database for milliseconds only.
        Alarm before = await records.Set<Alarm>().AsNoTracking().SingleAsync(alarm => alarm.Id == alarmId, cancellationToken);
        AlarmFacts known = await facts.OfAsync(before, cancellationToken);

        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        Alarm alarm = await records.Set<Alarm>().SingleAsync(candidate => candidate.Id == alarmId, cancellationToken);
        ContactChain chain = await ContactChain.OfAsync(records, alarm.FacilityId, cancellationToken);
        Instant now = clock.GetCurrentInstant();
        NotifyDecision decision = EscalationPolicy.Decide(alarm.State, chain.Length, options.Times, now);
        if (EscalationPolicy.Tells(decision))
        {
            await messages.AddAsync(alarm, chain, new StepToTell(decision, known, now), cancellationToken);
            records.Add(new AlarmStep { AlarmId = alarm.Id, Step = alarm.StepsDone, Decision = decision, At = now });
            AlarmState stepped = alarm.State.Stepped(now);
            alarm.Become(stepped, EscalationPolicy.NextDueAt(stepped, chain.Length, options.Times));
        }
        else
        {
            Instant? next = decision == NotifyDecision.NobodyToTell
                ? now + options.Times.RepeatEvery
                : EscalationPolicy.NextDueAt(alarm.State, chain.Length, options.Times);
            alarm.Become(alarm.State, next);
        }

        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return decision;
    }
}
