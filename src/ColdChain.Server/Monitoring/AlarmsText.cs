using System.Collections.Immutable;
using System.Globalization;

using ColdChain.Core.Excursions;
using ColdChain.Core.Time;

namespace ColdChain.Server.Monitoring;

/// <summary>The rules that fell due, as one column: <c>cn-imm.high.10min@1777603200000</c>, joined by a semicolon.</summary>
internal static class AlarmsText
{
    public static string Of(ImmutableArray<AlarmDue> alarms) => string.Join(
        ';', alarms.Select(alarm => string.Create(CultureInfo.InvariantCulture, $"{alarm.Rule.Id}@{alarm.DueAt.UnixMilliseconds}")));

    public static IEnumerable<(string RuleId, Instant DueAt)> Parse(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(alarm =>
        {
            int at = alarm.LastIndexOf('@');
            long dueAt = long.Parse(alarm.AsSpan(at + 1), CultureInfo.InvariantCulture);
            return (alarm[..at], Instant.FromUnixMilliseconds(dueAt));
        });
}
