using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming.Edge;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Stages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming;

/// <summary>The way of an alarm. Each stage answers one question, and each arrow is a row on the disk.</summary>
/// <remarks>
/// <code>
///   monitoring                                                                          people
///      |                                                                                  ^
///      | excursion_notice                                                                 | mail, WeCom
///      v                                                                                  |
///   NoticeIntake -----> alarm ------> EscalationStage ----> outbox_message ------> DeliveryStage
///   raise, join,        next_due_at   who is told next?     key, claim, fence     did it arrive?
///   list, back?            ^                |                                          |
///      |                   |                +--> alarm_step                            +--> delivery_attempt
///      |              AlarmDesk  (taken, cause and action: people)
///      +--> ReturnToRange --> outbox_message          DigestStage, DueStage --> outbox_message   (every morning)
/// </code>
/// A process may be killed between any two arrows: what is on the disk says where to go on. Only the last arrow leaves
/// the machine, so only there a message can be sent twice, with the same key (AL-13).
/// </remarks>
public sealed class AlarmPipeline(
    IServiceScopeFactory scopes,
    IEnumerable<INotifier> notifiers,
    AlarmingOptions options,
    AlarmingCounters counters,
    ILogger<AlarmPipeline> log)
{
    /// <summary>Deals with all new notices, then makes every step that is due.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (await InScopeAsync<NoticeIntake, bool>(intake => intake.TakeNextAsync(cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (options.LocalAcknowledgementTakes)
        {
            await InScopeAsync<EdgeTaking, bool>(taking => taking.TakeAnsweredAsync(cancellationToken));
        }

        IReadOnlyList<long> due = await InScopeAsync<EscalationStage, IReadOnlyList<long>>(
            stage => stage.DueAsync(cancellationToken)) ?? [];
        foreach (long alarmId in due)
        {
            NotifyDecision? decision = await InScopeAsync<EscalationStage, NotifyDecision?>(
                async stage => await stage.StepAsync(alarmId, cancellationToken));
            if (decision is not null)
            {
                Note(alarmId, decision.Value);
            }
        }
    }

    /// <summary>Sends what is due by one way. One way that hangs delays no other.</summary>
    public async Task DeliverAsync(ContactWay way, CancellationToken cancellationToken)
    {
        INotifier notifier = notifiers.Single(candidate => candidate.Way == way);
        bool isReachable = true;
        while (isReachable
            && await InScopeAsync<DeliveryStage, OutboxMessage?>(stage => stage.ClaimAsync(way, cancellationToken)) is { } message)
        {
            NotifierMessage toSend = await InScopeAsync<DeliveryStage, NotifierMessage>(
                stage => Task.FromResult(stage.ToSend(message))) ?? throw new System.Diagnostics.UnreachableException();
            DeliveryOutcome outcome = await notifier.SendAsync(toSend, cancellationToken);
            counters.Attempted(way, outcome);
            await InScopeAsync<DeliveryStage, bool>(async stage =>
            {
                await stage.SettleAsync(message, outcome, cancellationToken);
                return true;
            });
            // A receiver that cannot be reached is not asked again for each message: the next sweep is seconds away.
            isReachable = outcome is not DeliveryOutcome.Failed { Kind: DeliveryFailure.Network };
        }
    }

    /// <summary>Writes the morning digests that are due, and what else is told in the morning: calibrations and keys that end.</summary>
    public async Task DigestAsync(CancellationToken cancellationToken)
    {
        await InScopeAsync<DigestStage, bool>(async stage =>
        {
            await stage.WriteDueAsync(cancellationToken);
            return true;
        });
        await InScopeAsync<DueStage, bool>(async stage =>
        {
            await stage.WriteDueAsync(cancellationToken);
            return true;
        });
    }

    private void Note(long alarmId, NotifyDecision decision)
    {
        counters.Decided(decision);
        if (decision == NotifyDecision.NobodyToTell)
        {
            log.LogError("Alarm {AlarmId} has nobody to tell: neither its facility nor any above it has a contact", alarmId);
        }
        else if (EscalationPolicy.Tells(decision))
        {
            log.LogWarning("Alarm {AlarmId}: {Decision}", alarmId, decision);
        }
    }

    /// <summary>Each unit of work has a scope, and thus a database context, of its own.</summary>
    private async Task<TResult?> InScopeAsync<TStage, TResult>(Func<TStage, Task<TResult>> work)
        where TStage : notnull
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider.GetRequiredService<TStage>());
        }
        catch (DbUpdateConcurrencyException)
        {
            // A person, or another server, changed the alarm in the same moment: theirs stands, the next sweep looks anew.
            log.LogInformation("{Stage} gave way to another writer", typeof(TStage).Name);
            return default;
        }
    }
}
