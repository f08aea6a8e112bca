using ColdChain.Core.Time;

namespace ColdChain.Core.Alarms;

/// <summary>A rule fell due in an excursion.</summary>
/// <param name="DueAt">The moment at which it had held for its time.</param>
/// <param name="NoticedAt">When the server found that; long after the moment when the readings came late.</param>
/// <param name="IsOver">The excursion has ended, now or already when it was discovered.</param>
public readonly record struct RuleFellDue(Instant DueAt, Instant NoticedAt, bool IsOver);
