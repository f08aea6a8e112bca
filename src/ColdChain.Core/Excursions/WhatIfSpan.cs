using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>Excursions of one side that overlap each other, as found under the profile that judged and under another.</summary>
/// <param name="Side">Too warm or too cold.</param>
/// <param name="Before">Under the profile that judged, by time; none when it appears.</param>
/// <param name="After">Under the other, by time; none when it goes.</param>
public sealed record WhatIfSpan(LimitSide Side, ImmutableArray<Excursion> Before, ImmutableArray<Excursion> After)
{
    public WhatIfVerdict Verdict => (Before.Length, After.Length) switch
    {
        (0, _) => WhatIfVerdict.Appears,
        (_, 0) => WhatIfVerdict.Goes,
        (1, 1) when Before[0].During == After[0].During => WhatIfVerdict.Stays,
        _ => WhatIfVerdict.Changes,
    };

    public Instant StartedAt => Before.Concat(After).Min(excursion => excursion.StartedAt);

    /// <summary>When somebody would first have been told of it; null: never.</summary>
    public AlarmDue? FirstAlarmBefore => First(Before);

    public AlarmDue? FirstAlarmAfter => First(After);

    /// <summary>An excursion that stays with its alarm at the same moment is not worth a line.</summary>
    public bool IsDifferent => Verdict != WhatIfVerdict.Stays || FirstAlarmBefore?.DueAt != FirstAlarmAfter?.DueAt;

    private static AlarmDue? First(ImmutableArray<Excursion> excursions) =>
        excursions.SelectMany(excursion => excursion.Alarms).MinBy(alarm => alarm.DueAt);
}
