using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Alarming.Outbox;

/// <summary>That one address was told of one thing that falls due, a week before or on the day: never a second time, whatever restarts.</summary>
public sealed class DueNotice : INotAudited
{
    /// <summary>The thing, its day, which of the two notices, and the address (hashed).</summary>
    public required string Key { get; init; }

    public required Instant ToldAt { get; init; }
}
