using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Alarming.Notifiers;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>Third stage: did it arrive? Claims one message, and writes down what came of the attempt.</summary>
/// <remarks>
/// Between the two the message travels, and the process may die. A claim lapses after <see cref="Lease"/>; then the
/// message is sent again with the same key. Each claim has a number, and only the newest may write the outcome.
/// </remarks>
public sealed class DeliveryStage(RecordsDbContext records, LinkTokens tokens, AlarmingOptions options, TimeProvider clock)
{
    /// <summary>Longer than <see cref="ContainedNotifier.Patience"/>, so that a slow sender is not taken for a dead one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>The next message that is due and wanted, now ours until the lease ends; null when there is none.</summary>
    public async Task<OutboxMessage?> ClaimAsync(ContactWay way, CancellationToken cancellationToken)
    {
        while (await NextAsync(way, cancellationToken) is { } candidate)
        {
            OutboxState verdict = await JudgeAsync(candidate, cancellationToken);
            if (await TryClaimAsync(candidate, verdict, cancellationToken) && verdict == OutboxState.Pending)
            {
                return await records.Set<OutboxMessage>().AsNoTracking()
                    .SingleAsync(message => message.Id == candidate.Id, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>The message as it travels, with its link.</summary>
    public NotifierMessage ToSend(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string path = message.LinkPath ?? $"a/{tokens.TokenFor(message.Key)}";
        return new NotifierMessage(
            message.Key,
            message.Address,
            message.Mobile,
            message.Subject,
            message.Body,
            new Uri(options.PublicBaseUrl, path).ToString());
    }

    /// <summary>Writes down the attempt, and what follows from it unless our claim has lapsed.</summary>
    public async Task SettleAsync(OutboxMessage claimed, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        Instant now = clock.GetCurrentInstant();
        DeliveryOutcome.Failed? failed = outcome as DeliveryOutcome.Failed;
        await using IDbContextTransaction transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        records.Add(new DeliveryAttempt { MessageId = claimed.Id, At = now, Failure = failed?.Kind, Detail = failed?.Detail });
        await records.SaveChangesAsync(cancellationToken);
        IQueryable<OutboxMessage> ours = records.Set<OutboxMessage>()
            .Where(message => message.Id == claimed.Id && message.Fence == claimed.Fence);
        if (failed is null)
        {
            await ours.ExecuteUpdateAsync(
                row => row
                    .SetProperty(message => message.State, OutboxState.Delivered)
                    .SetProperty(message => message.SettledAt, now)
                    .SetProperty(message => message.ClaimedUntil, (Instant?)null),
                cancellationToken);
        }
        else
        {
            int failures = claimed.FailedAttempts + 1;
            Instant next = now + DeliveryRetry.DelayAfter(failed.Kind, failures);
            await ours.ExecuteUpdateAsync(
                row => row
                    .SetProperty(message => message.FailedAttempts, failures)
                    .SetProperty(message => message.LastFailure, failed.Kind)
                    .SetProperty(message => message.NextTryAt, next)
                    .SetProperty(message => message.ClaimedUntil, (Instant?)null),
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<OutboxMessage?> NextAsync(ContactWay way, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        return await records.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.State == OutboxState.Pending
                && message.Way == way
                && message.NextTryAt <= now
                && (message.ClaimedUntil == null || message.ClaimedUntil <= now))
            // Whoever must be woken comes before whoever may sleep on.
            .OrderBy(message => message.Purpose == MessagePurpose.Alarm ? 0 : 1)
            .ThenBy(message => message.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>AL-14. Pending: still to be sent.</summary>
    private async Task<OutboxState> JudgeAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (clock.GetCurrentInstant() - message.CreatedAt >= DeliveryRetry.GiveUpAfter)
        {
            return OutboxState.GivenUp;
        }

        bool isOver = message.Purpose == MessagePurpose.Alarm && await records.Set<Alarm>().AnyAsync(
            alarm => alarm.Id == message.AlarmId && (alarm.Stage == AlarmStage.BackInRange || alarm.Stage == AlarmStage.Closed),
            cancellationToken);
        return isOver ? OutboxState.Superseded : OutboxState.Pending;
    }

    private async Task<bool> TryClaimAsync(OutboxMessage seen, OutboxState verdict, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        Instant? settledAt = verdict == OutboxState.Pending ? null : now;
        int claimed = await records.Set<OutboxMessage>()
            .Where(message => message.Id == seen.Id && message.Fence == seen.Fence && message.State == OutboxState.Pending)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(message => message.Fence, seen.Fence + 1)
                    .SetProperty(message => message.State, verdict)
                    .SetProperty(message => message.SettledAt, settledAt)
                    .SetProperty(message => message.ClaimedUntil, now + Lease),
                cancellationToken);
        return claimed == 1;
    }
}
