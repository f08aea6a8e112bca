using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Outbox;

namespace ColdChain.Server.Pages.Alarms;

/// <summary>One line of an alarm's timeline.</summary>
internal sealed record AlarmMoment(Instant At, string What, IReadOnlyList<OutboxMessage> Messages);
