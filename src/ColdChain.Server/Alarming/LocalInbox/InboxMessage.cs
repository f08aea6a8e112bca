using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>A message as the stand-in received it over the wire.</summary>
/// <param name="Way">By which protocol it came.</param>
/// <param name="Key">The idempotency key that the sender gave; empty when it gave none.</param>
/// <param name="To">Mail address or robot.</param>
/// <param name="Subject">Empty for a robot's message.</param>
/// <param name="Text">As a person would read it.</param>
/// <param name="ReceivedAt">When the last byte was here.</param>
public sealed record InboxMessage(
    ContactWay Way, string Key, string To, string Subject, string Text, Instant ReceivedAt);
