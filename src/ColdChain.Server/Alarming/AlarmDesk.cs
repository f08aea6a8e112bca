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
/// </remarks>
public sealed class AlarmDesk(RecordsDbContext records, CurrentActor actor, AlarmingOptions options, TimeProvider clock)
{
    /// <summary>The link of this token, used or expired or not; null when there is none.</summary>
    public async Task<AcknowledgementLink?> FindLinkAsync(string token, CancellationToken cancellationToken)
    {
        string hash = LinkTokens.Hash(token);
        return await records.Set<AcknowledgementLink>().SingleOrDefaultAsync(
            link => link.TokenSha256 == hash, cancellationToken);
    }

    /// <summary>AL-09. A link takes once; null when it has been used or has expired.</summary>
    public async Task<TakeOutcome?> TakeByLinkAsync(AcknowledgementLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        Instant now = clock.GetCurrentInstant();
        if (link.UsedAt is not null || now >= link.ExpiresAt)
        {
            return null;
        }

        actor.Name = $"link:{link.ContactName}";
        link.UsedAt = now;
        return await TakeAsync(link.AlarmId, link.ContactName, link.ContactId, cancellationToken);
    }

    /// <summary>AL-08.</summary>
    public async Task<TakeOutcome> TakeAsync(
        long alarmId, string by, long? contactId, CancellationToken cancellationToken)
    {
        Alarm alarm = await records.Set<Alarm>().SingleAsync(candidate => candidate.Id == alarmId, cancellationToken);
        TakeOutcome outcome = alarm.State.TryTake(by, clock.GetCurrentInstant(), options.Times, out AlarmState next);
        if (outcome is TakeOutcome.Taken or TakeOutcome.TakenWhenBackInRange)
        {
            alarm.Become(next, next.IsOutOfRange ? next.PausedUntil : null);
            alarm.TakenByContactId = contactId;
        }

        await records.SaveChangesAsync(cancellationToken);
        return outcome;
    }

    /// <summary>AL-11. Keeps cause and action, and closes the alarm when it may be closed.</summary>
    public async Task<CloseOutcome> ExplainAsync(
        long alarmId, Explanation explanation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        Alarm alarm = await records.Set<Alarm>().SingleAsync(candidate => candidate.Id == alarmId, cancellationToken);
        AlarmState explained = alarm.State.Explained(explanation.Cause, explanation.Action);
        CloseOutcome outcome = explained.TryClose(explanation.By, clock.GetCurrentInstant(), out AlarmState next);
        alarm.Become(next, alarm.NextDueAt);
        await records.SaveChangesAsync(cancellationToken);
        return outcome;
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
}
