using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming;

/// <summary>What people do with alarms: take them, and say what the cause was and what was done.</summary>
/// <remarks>
/// Through a page (the person is logged in and in scope) or through a one-time link (the token is the secret, and the
/// record bears the name of the contact whom the link was sent to). Every act is on the audit trail with who.
/// The pipeline writes the same alarms: whoever is overtaken between reading and writing reads again and decides anew.
/// </remarks>
public sealed class AlarmDesk(RecordsDbContext records, CurrentActor actor, AlarmingOptions options, TimeProvider clock)
{
    /// <summary>Each lost try is a write that another made; nobody makes so many of one alarm while a person waits.</summary>
    public const int MostTries = 8;

    /// <summary>The link of this token, used or expired or not; null when there is none.</summary>
    public async Task<AcknowledgementLink?> FindLinkAsync(string token, CancellationToken cancellationToken)
    {
        string hash = LinkTokens.Hash(token);
        return await records.Set<AcknowledgementLink>().SingleOrDefaultAsync(
            link => link.TokenSha256 == hash, cancellationToken);
    }

    /// <summary>AL-09. A link takes once; null when it has been used or has expired.</summary>
    public Task<TakeOutcome?> TakeByLinkAsync(AcknowledgementLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        return OnNewestAsync<TakeOutcome?>(
            async () =>
            {
                Instant now = clock.GetCurrentInstant();
                AcknowledgementLink newest = await records.Set<AcknowledgementLink>().SingleAsync(
                    candidate => candidate.TokenSha256 == link.TokenSha256, cancellationToken);
                if (newest.UsedAt is not null || now >= newest.ExpiresAt)
                {
                    return null;
                }

                actor.Name = $"link:{newest.ContactName}";
                newest.UsedAt = now;
                return await TakeNewestAsync(newest.AlarmId, newest.ContactName, newest.ContactId, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>AL-08.</summary>
    public Task<TakeOutcome> TakeAsync(long alarmId, string by, long? contactId, CancellationToken cancellationToken) =>
        OnNewestAsync(() => TakeNewestAsync(alarmId, by, contactId, cancellationToken), cancellationToken);

    /// <summary>AL-11. Keeps cause and action, and closes the alarm when it may be closed.</summary>
    public Task<CloseOutcome> ExplainAsync(long alarmId, Explanation explanation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return OnNewestAsync(
            async () =>
            {
                Alarm alarm = await NewestAsync(alarmId, cancellationToken);
                AlarmState explained = alarm.State.Explained(explanation.Cause, explanation.Action);
                CloseOutcome outcome = explained.TryClose(explanation.By, clock.GetCurrentInstant(), out AlarmState next);
                alarm.Become(next, alarm.NextDueAt);
                return outcome;
            },
            cancellationToken);
    }

    /// <summary>The same through a link, used or not, until it expires; null after that.</summary>
    public async Task<CloseOutcome?> ExplainByLinkAsync(
        AcknowledgementLink link, string? cause, string? action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (clock.GetCurrentInstant() >= link.ExpiresAt)
        {
            return null;
        }

        actor.Name = $"link:{link.ContactName}";
        return await ExplainAsync(link.AlarmId, new Explanation(link.ContactName, cause, action), cancellationToken);
    }

    private Task<Alarm> NewestAsync(long alarmId, CancellationToken cancellationToken) =>
        records.Set<Alarm>().SingleAsync(candidate => candidate.Id == alarmId, cancellationToken);

    private async Task<TakeOutcome> TakeNewestAsync(
        long alarmId, string by, long? contactId, CancellationToken cancellationToken)
    {
        Alarm alarm = await NewestAsync(alarmId, cancellationToken);
        TakeOutcome outcome = alarm.State.TryTake(by, clock.GetCurrentInstant(), options.Times, out AlarmState next);
        if (outcome is TakeOutcome.Taken or TakeOutcome.TakenWhenBackInRange)
        {
            alarm.Become(next, next.IsOutOfRange ? next.PausedUntil : null);
            alarm.TakenByContactId = contactId;
        }

        return outcome;
    }

    /// <summary>Saves what was decided; where another was quicker, nothing was saved and it is decided anew on what they left.</summary>
    private async Task<TOutcome> OnNewestAsync<TOutcome>(Func<Task<TOutcome>> decide, CancellationToken cancellationToken)
    {
        for (int tryNumber = 1; ; tryNumber++)
        {
            try
            {
                // What this request read before (the page, the lost try) is older than what counts.
                records.ChangeTracker.Clear();
                TOutcome outcome = await decide();
                await records.SaveChangesAsync(cancellationToken);
                return outcome;
            }
            catch (DbUpdateConcurrencyException) when (tryNumber < MostTries)
            {
                // The fence of Alarm.Version. Nothing else says that another has written in between.
            }
        }
    }
}
