using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>The messages of one step: to whom, within their share of the day, each with a link of its own.</summary>
public sealed class StepMessages(RecordsDbContext records, LinkTokens tokens, AlarmingOptions options)
{
    /// <summary>Adds them to the transaction of the caller.</summary>
    public async Task AddAsync(
        Alarm alarm, ContactChain chain, StepToTell step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        ArgumentNullException.ThrowIfNull(step);
        foreach (ContactChainStep contact in Recipients(alarm, chain, step.Decision))
        {
            // AL-13: deciding the same step twice would write the same key twice, which the table refuses.
            string key = $"alarm-{alarm.Id}/step-{alarm.StepsDone}/contact-{contact.Id}";
            AllowanceDecision allowance = await DecideAllowanceAsync(contact, step.At, cancellationToken);
            await SupersedeEarlierAsync(alarm.Id, contact, step.At, cancellationToken);
            records.Add(OutboxMessage.To(
                contact,
                key,
                MessagePurpose.Alarm,
                new MessageParts(AlarmText.Of(step.Facts, step.Decision, contact.IsEnglish), step.At)
                {
                    AlarmId = alarm.Id,
                    Step = alarm.StepsDone,
                    State = allowance == AllowanceDecision.Send ? OutboxState.Pending : OutboxState.Withheld,
                }));
            records.Add(new AcknowledgementLink
            {
                TokenSha256 = LinkTokens.Hash(tokens.TokenFor(key)),
                AlarmId = alarm.Id,
                ContactId = contact.Id,
                ContactName = contact.Name,
                Language = contact.Language,
                ExpiresAt = step.At + options.LinkLife,
            });
        }
    }

    /// <summary>AL-08. Whoever took it hears as well that the pause is over.</summary>
    private static IReadOnlyList<ContactChainStep> Recipients(Alarm alarm, ContactChain chain, NotifyDecision decision)
    {
        IReadOnlyList<ContactChainStep> next = chain.ToTell(alarm.StepsDone);
        bool isTold = next.Any(contact => contact.Id == alarm.TakenByContactId);
        return decision == NotifyDecision.PauseOver && !isTold && chain.Find(alarm.TakenByContactId) is { } taker
            ? [taker, .. next]
            : next;
    }

    /// <summary>AL-12.</summary>
    private async Task<AllowanceDecision> DecideAllowanceAsync(
        ContactChainStep contact, Instant now, CancellationToken cancellationToken)
    {
        Instant from = MessageAllowance.CountFrom(now);
        int sent = await SameAddress(contact)
            .CountAsync(message => message.CreatedAt > from && message.State != OutboxState.Withheld, cancellationToken);
        return options.Allowance.Decide(sent);
    }

    /// <summary>AL-14. After a day without a line the phone gets what is true now, not forty messages of the night.</summary>
    private async Task SupersedeEarlierAsync(
        long alarmId, ContactChainStep contact, Instant now, CancellationToken cancellationToken)
    {
        List<OutboxMessage> waiting = await SameAddress(contact)
            .Where(message => message.AlarmId == alarmId
                && message.Purpose == MessagePurpose.Alarm
                && message.State == OutboxState.Pending
                && (message.ClaimedUntil == null || message.ClaimedUntil <= now))
            .ToListAsync(cancellationToken);
        foreach (OutboxMessage message in waiting)
        {
            (message.State, message.SettledAt) = (OutboxState.Superseded, now);
        }
    }

    private IQueryable<OutboxMessage> SameAddress(ContactChainStep contact) => records.Set<OutboxMessage>().Where(
        message => message.Way == contact.Way && message.Address == contact.Address && message.Mobile == contact.Mobile);
}
