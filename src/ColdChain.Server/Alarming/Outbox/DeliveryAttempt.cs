using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming.Outbox;

/// <summary>One attempt to hand a message over; never changed. Itself a record, so not audited again.</summary>
public sealed class DeliveryAttempt : INotAudited
{
    public long Id { get; init; }

    public required long MessageId { get; init; }

    public required Instant At { get; init; }

    /// <summary>Null when the receiver took it.</summary>
    public DeliveryFailure? Failure { get; init; }

    /// <summary>For a person; null when the receiver took it.</summary>
    public string? Detail { get; init; }
}
