using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>Sends a contact a message that says it is a test, by the very way an alarm would take.</summary>
public sealed class TestMessages(RecordsDbContext records, AuditTrail trail, TimeProvider clock)
{
    public async Task SendAsync(long contactId, string by, CancellationToken cancellationToken)
    {
        ContactChainStep contact = await records.Set<ContactChainStep>().AsNoTracking()
            .SingleAsync(candidate => candidate.Id == contactId, cancellationToken);
        Instant now = clock.GetCurrentInstant();
        records.Add(OutboxMessage.To(
            contact,
            $"test/{Guid.NewGuid():N}",
            MessagePurpose.Test,
            new MessageParts(TestText.Of(by, contact.IsEnglish), now) { LinkPath = "contacts" }));
        await trail.AppendAsync(
            "test-message", "contact_chain_step", contactId.ToString(System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
    }
}
