using System.Globalization;
using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation;

/// <summary>EX-36. The what-if for a person at a console.</summary>
internal static class WhatIfWords
{
    public static IEnumerable<string> Lines(WhatIf whatIf, StorageProfile other, TimeZoneInfo zone)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Under {other.Id} v{other.Version} instead: {Count(whatIf, WhatIfVerdict.Appears)} excursions appear, {Count(whatIf, WhatIfVerdict.Goes)} go, {Count(whatIf, WhatIfVerdict.Changes)} change; {whatIf.AlarmsThatAppear.Count()} alarms appear, {whatIf.AlarmsThatGo.Count()} go");
        foreach (WhatIfSpan span in whatIf.Spans.Where(span => span.IsDifferent))
        {
            yield return $"  {Name(span.Verdict),-8} {EvaluationWords.Side(span.Side)}  {Excursions(span.Before, zone)} -> {Excursions(span.After, zone)}"
                + $"  alarm: {Alarm(span.FirstAlarmBefore, zone)} -> {Alarm(span.FirstAlarmAfter, zone)}";
        }
    }

    public static string Name(WhatIfVerdict verdict) => verdict switch
    {
        WhatIfVerdict.Stays => "stays",
        WhatIfVerdict.Changes => "changes",
        WhatIfVerdict.Appears => "appears",
        WhatIfVerdict.Goes => "goes",
    };

    private static int Count(WhatIf whatIf, WhatIfVerdict verdict) => whatIf.With(verdict).Count();

    private static string Excursions(IReadOnlyList<Excursion> found, TimeZoneInfo zone) => found.Count == 0
        ? "none"
        : string.Join(", ", found.Select(one =>
            $"{EvaluationWords.Local(one.StartedAt, zone)} to {(one.EndedAt is { } end ? EvaluationWords.Local(end, zone) : "going on")}"));

    private static string Alarm(AlarmDue? alarm, TimeZoneInfo zone) =>
        alarm is null ? "none" : $"{alarm.Rule.Id} at {EvaluationWords.Local(alarm.DueAt, zone)}";
}
