using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Overview;

/// <summary>An excursion that goes on, as far as the overview asks.</summary>
public sealed record OpenExcursion(long Id, LimitSide Side, Instant StartedAt, Temperature Peak, bool HasAlarm);
