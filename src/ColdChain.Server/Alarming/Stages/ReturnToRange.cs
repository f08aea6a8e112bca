using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>AL-10. Who must hear that the unit is back in range? Those who were told that it was not; nobody else.</summary>
public sealed class ReturnToRange(RecordsDbContext records, AlarmFactsReader facts, TimeProvider clock)
{
    /// <summary>Adds the messages to the transaction of the caller, and takes back those that were not sent yet.</summary>
    public async Task TellAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        Instant now = clock.GetCurrentInstant();
        List<OutboxMessage> told = await records.Set<OutboxMessage>()
            .Where(message => message.AlarmId == alarm.Id && message.Purpose == MessagePurpose.Alarm)
            .ToListAsync(cancellationToken);
        AlarmFacts known = await facts.OfAsync(alarm, cancellationToken);
        foreach (OutboxMessage message in told.Where(message => message.State == OutboxState.Pending && !IsBeingSent(message, now)))
        {
            (message.State, message.SettledAt) = (OutboxState.Superseded, now);
        }

        IEnumerable<OutboxMessage> heard = told
            .Where(message => message.State == OutboxState.Delivered || IsBeingSent(message, now))
            .DistinctBy(message => (message.Way, message.Address, message.Mobile));
        foreach (OutboxMessage message in heard)
        {
            records.Add(OutboxMessage.To(
                message.Contact(alarm.FacilityId),
                $"alarm-{alarm.Id}/back-{now.UnixMilliseconds}/contact-{message.ContactId}",
                MessagePurpose.BackInRange,
                new MessageParts(AlarmText.BackInRange(known, message.Language == "en"), now)
                {
                    AlarmId = alarm.Id,
                    LinkPath = $"alarms/{alarm.Id}",
                }));
        }
    }

    private static bool IsBeingSent(OutboxMessage message, Instant now) =>
        message.State == OutboxState.Pending && message.ClaimedUntil > now;
}
