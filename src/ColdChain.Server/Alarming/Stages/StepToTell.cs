using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Texts;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>One step that is being made.</summary>
public sealed record StepToTell(NotifyDecision Decision, AlarmFacts Facts, Instant At);
