using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm.Desk;

/// <summary>One standing alarm as people are shown it.</summary>
/// <param name="Id">What <see cref="LocalAlarmDesk.Acknowledge"/> takes.</param>
/// <param name="TextZh">The whole sentence.</param>
/// <param name="TextEn">The same in English.</param>
/// <param name="RaisedAt">When the edge raised it.</param>
/// <param name="AcknowledgedBy">Who has it; null while nobody has, or the pause is over.</param>
public sealed record LocalAlarmLine(string Id, string TextZh, string TextEn, Instant RaisedAt, string? AcknowledgedBy);
