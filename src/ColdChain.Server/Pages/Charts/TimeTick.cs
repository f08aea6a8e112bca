using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>One line of the time axis; a day's start is drawn stronger.</summary>
public readonly record struct TimeTick(Instant At, string Label, bool IsDayStart);
