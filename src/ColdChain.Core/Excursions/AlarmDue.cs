using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>An alarm rule that held for its time within an excursion: from <paramref name="DueAt"/> somebody must know.</summary>
public sealed record AlarmDue(AlarmRule Rule, Instant DueAt);
