using System.Collections.Immutable;

namespace ColdChain.Core.Excursions;

/// <summary>EX-36. The same readings judged by another profile: what appears, what goes, what changes. It changes no record.</summary>
/// <param name="Spans">By time.</param>
public sealed record WhatIf(ImmutableArray<WhatIfSpan> Spans)
{
    /// <param name="before">As found under the profile that judged.</param>
    /// <param name="after">As found under the other, over the same readings, at the same moment.</param>
    public static WhatIf Compare(IEnumerable<Excursion> before, IEnumerable<Excursion> after)
    {
        IEnumerable<IGrouping<Keeping.LimitSide, (Excursion Excursion, bool IsAfter)>> sides = before.Select(one => (one, false))
            .Concat(after.Select(one => (one, true)))
            .GroupBy(pair => pair.one.Limit.Side);
        return new WhatIf([.. sides.SelectMany(side => Group(side.Key, side)).OrderBy(span => span.StartedAt).ThenBy(span => span.Side)]);
    }

    public IEnumerable<WhatIfSpan> With(WhatIfVerdict verdict) => Spans.Where(span => span.Verdict == verdict);

    /// <summary>Nobody was told, and somebody would be.</summary>
    public IEnumerable<AlarmDue> AlarmsThatAppear =>
        Spans.Where(span => span.FirstAlarmBefore is null).Select(span => span.FirstAlarmAfter).OfType<AlarmDue>();

    /// <summary>Somebody was told, and nobody would be.</summary>
    public IEnumerable<AlarmDue> AlarmsThatGo =>
        Spans.Where(span => span.FirstAlarmAfter is null).Select(span => span.FirstAlarmBefore).OfType<AlarmDue>();

    private static IEnumerable<WhatIfSpan> Group(Keeping.LimitSide side, IEnumerable<(Excursion Excursion, bool IsAfter)> found)
    {
        List<(Excursion Excursion, bool IsAfter)> together = [];
        foreach ((Excursion Excursion, bool IsAfter) one in found.OrderBy(pair => pair.Excursion.StartedAt))
        {
            if (together.Count > 0 && !together.Any(other => other.Excursion.During.Overlaps(one.Excursion.During)))
            {
                yield return Span(side, together);
                together.Clear();
            }

            together.Add(one);
        }

        if (together.Count > 0)
        {
            yield return Span(side, together);
        }
    }

    private static WhatIfSpan Span(Keeping.LimitSide side, List<(Excursion Excursion, bool IsAfter)> together) => new(
        side,
        [.. together.Where(one => !one.IsAfter).Select(one => one.Excursion)],
        [.. together.Where(one => one.IsAfter).Select(one => one.Excursion)]);
}
