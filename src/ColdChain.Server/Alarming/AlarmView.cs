using ColdChain.Server.Alarming.Edge;
using ColdChain.Server.Alarming.Outbox;
using ColdChain.Server.Alarming.Texts;

namespace ColdChain.Server.Alarming;

/// <summary>An alarm with all that its pages show.</summary>
public sealed record AlarmView(
    Alarm Alarm,
    PlaceNames Place,
    IReadOnlyList<AlarmStep> Steps,
    IReadOnlyList<OutboxMessage> Messages,
    IReadOnlyList<DeliveryAttempt> Attempts)
{
    /// <summary>What the agent at the clinic did by itself; read for the page of one alarm.</summary>
    public IReadOnlyList<EdgeMoment> Edge { get; init; } = [];

    public IEnumerable<OutboxMessage> MessagesOf(AlarmStep step) =>
        Messages.Where(message => message.Purpose == MessagePurpose.Alarm && message.Step == step.Step);

    public IEnumerable<DeliveryAttempt> AttemptsOf(OutboxMessage message) =>
        Attempts.Where(attempt => attempt.MessageId == message.Id);
}
