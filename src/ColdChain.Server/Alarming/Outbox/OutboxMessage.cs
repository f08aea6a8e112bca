using ColdChain.Core.Alarms;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming.Outbox;

/// <summary>A message that shall be sent: written in the transaction that decided so, kept for ever as a record of it.</summary>
public sealed class OutboxMessage : INotAudited
{
    public long Id { get; init; }

    /// <summary>AL-13. Says what the message is, so that deciding twice writes it once. Unique.</summary>
    public required string Key { get; init; }

    public required MessagePurpose Purpose { get; init; }

    public long? AlarmId { get; init; }

    /// <summary>The alarm's step, counted from zero; null for a message that is none.</summary>
    public int? Step { get; init; }

    public long? ContactId { get; init; }

    public required string ContactName { get; init; }

    public required ContactWay Way { get; init; }

    public required string Address { get; init; }

    public string? Mobile { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The first line.</summary>
    public required string Subject { get; init; }

    /// <summary>All of it but the link, which is made when it is sent.</summary>
    public required string Body { get; init; }

    /// <summary>A path on this server, or null when the message carries a link of its own (AL-09).</summary>
    public string? LinkPath { get; init; }

    public required Instant CreatedAt { get; init; }

    public required OutboxState State { get; set; }

    /// <summary>When it is due to be tried.</summary>
    public required Instant NextTryAt { get; set; }

    public int FailedAttempts { get; set; }

    /// <summary>Whoever sends it holds it until then; a crashed sender's claim lapses.</summary>
    public Instant? ClaimedUntil { get; set; }

    /// <summary>Counts the claims: a sender whose claim lapsed cannot write over the next one's outcome.</summary>
    public int Fence { get; set; }

    /// <summary>When it left <see cref="OutboxState.Pending"/>.</summary>
    public Instant? SettledAt { get; set; }

    public DeliveryFailure? LastFailure { get; set; }

    /// <summary>AL-12. When a digest counted it, for a message that was withheld.</summary>
    public Instant? DigestedAt { get; set; }

    public static OutboxMessage To(ContactChainStep contact, string key, MessagePurpose purpose, MessageParts parts)
    {
        ArgumentNullException.ThrowIfNull(contact);
        ArgumentNullException.ThrowIfNull(parts);
        return new OutboxMessage
        {
            Key = key,
            Purpose = purpose,
            AlarmId = parts.AlarmId,
            Step = parts.Step,
            ContactId = contact.Id,
            ContactName = contact.Name,
            Way = contact.Way,
            Address = contact.Address,
            Mobile = contact.Mobile,
            Language = contact.Language,
            Subject = parts.Text.FirstLine,
            Body = parts.Text.Whole,
            LinkPath = parts.LinkPath,
            CreatedAt = parts.At,
            State = parts.State,
            NextTryAt = parts.At,
            SettledAt = parts.State == OutboxState.Pending ? null : parts.At,
        };
    }

    /// <summary>The same person by the same way, for a message about what this one told of.</summary>
    public ContactChainStep Contact(FacilityId facilityId) => new()
    {
        Id = ContactId ?? 0,
        FacilityId = facilityId,
        Order = 0,
        Name = ContactName,
        Way = Way,
        Address = Address,
        Mobile = Mobile,
        Language = Language,
    };
}
