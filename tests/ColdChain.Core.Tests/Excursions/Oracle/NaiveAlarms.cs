using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>The moment at which each rule of alarm falls due, by a loop over minutes for each kind of rule.</summary>
internal static class NaiveAlarms
{
    public static void AddTo(IReadOnlyList<NaiveExcursion> found, MinuteSeries series, MinuteTable table)
    {
        IReadOnlyList<AlarmRule> rules = series.Profile.AlarmRules;
        foreach (AlarmRule rule in rules.Where(rule => rule.Counting == RuleCounting.Waiting))
        {
            Waiting(rule, found, series, table);
        }

        foreach (AlarmRule rule in rules.Where(rule => rule.Counting != RuleCounting.Waiting))
        {
            // EX-17: the waiting rules that make this one silent.
            HashSet<string> louder = [.. rules.Where(other => other.Counting == RuleCounting.Waiting && other.Limit == rule.Limit)
                .Select(other => other.Id)];
            Action<AlarmRule, HashSet<string>, IReadOnlyList<NaiveExcursion>, MinuteTable> count =
                rule.Counting == RuleCounting.WithinExcursion ? WithinExcursion : WithinWindow;
            count(rule, louder, found, table);
        }
    }

    // EX-03, EX-04
    private static void Waiting(AlarmRule rule, IReadOnlyList<NaiveExcursion> found, MinuteSeries series, MinuteTable table)
    {
        int hold = (int)rule.Hold.TotalMinutes;
        int? since = null;
        for (int minute = 0; minute <= series.Now; minute++)
        {
            if (hold > 0 && minute - since == hold)
            {
                SayOnce(rule, Holding(found, minute - hold), minute);
            }

            if (table.Measured[minute] is { } value)
            {
                // EX-18
                bool matters = !rule.IsForFreezeSensitiveStock || (series.Stock.From <= minute && minute < series.Stock.Until);
                since = matters && MinuteTable.IsBeyond(rule.Limit, value) ? since ?? minute : null;
            }

            if (hold == 0 && since == minute)
            {
                SayOnce(rule, Holding(found, minute), minute);
            }
        }
    }

    // EX-15
    private static void WithinExcursion(
        AlarmRule rule, HashSet<string> louder, IReadOnlyList<NaiveExcursion> found, MinuteTable table)
    {
        int hold = (int)rule.Hold.TotalMinutes;
        foreach (NaiveExcursion one in found)
        {
            int sum = 0;
            for (int minute = one.Start; minute < (one.End ?? table.Speaking.Length); minute++)
            {
                bool isBeyond = MinuteTable.IsBeyond(rule.Limit, table.Speaking[minute]);
                sum += isBeyond ? 1 : 0;
                if (isBeyond && sum == hold)
                {
                    SayUnlessLouder(rule, louder, one, minute + 1);
                }
            }
        }
    }

    // EX-16
    private static void WithinWindow(
        AlarmRule rule, HashSet<string> louder, IReadOnlyList<NaiveExcursion> found, MinuteTable table)
    {
        int hold = (int)rule.Hold.TotalMinutes;
        int window = (int)rule.Window.TotalMinutes;
        int sum = 0;
        for (int minute = 0; minute < table.Speaking.Length; minute++)
        {
            bool wasThere = sum >= hold;
            sum += MinuteTable.IsBeyond(rule.Limit, table.Speaking[minute]) ? 1 : 0;
            sum -= minute >= window && MinuteTable.IsBeyond(rule.Limit, table.Speaking[minute - window]) ? 1 : 0;
            if (!wasThere && sum >= hold)
            {
                SayUnlessLouder(rule, louder, Holding(found, minute), minute + 1);
            }
        }
    }

    // EX-17: a waiting rule that falls due at the same moment is louder too.
    private static void SayUnlessLouder(AlarmRule rule, HashSet<string> louder, NaiveExcursion one, int dueAt)
    {
        if (!one.Alarms.Exists(alarm => louder.Contains(alarm.Rule) && alarm.DueAt <= dueAt))
        {
            SayOnce(rule, one, dueAt);
        }
    }

    // EX-03: once in an excursion.
    private static void SayOnce(AlarmRule rule, NaiveExcursion one, int dueAt)
    {
        if (!one.Alarms.Exists(alarm => alarm.Rule == rule.Id))
        {
            one.Alarms.Add((rule.Id, dueAt));
        }
    }

    private static NaiveExcursion Holding(IReadOnlyList<NaiveExcursion> found, int minute) =>
        found.Last(one => one.Start <= minute);
}
