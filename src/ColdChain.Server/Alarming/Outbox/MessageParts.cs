using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Texts;

namespace ColdChain.Server.Alarming.Outbox;

/// <summary>What a message says and what it is about, before it is known to whom it goes.</summary>
public sealed record MessageParts(MessageText Text, Instant At)
{
    public long? AlarmId { get; init; }

    public int? Step { get; init; }

    /// <summary>Null: a one-time link of its own.</summary>
    public string? LinkPath { get; init; }

    public OutboxState State { get; init; } = OutboxState.Pending;
}
