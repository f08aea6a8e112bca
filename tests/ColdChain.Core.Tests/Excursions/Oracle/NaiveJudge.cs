using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>
/// docs/rules/excursions.md a second time, written from its sentences alone, without a look at the detector: a table of
/// minutes and loops over it. Slow, and plain enough to be checked against the sentences by eye.
/// </summary>
internal static class NaiveJudge
{
    public static IReadOnlyList<NaiveExcursion> Judge(MinuteSeries series)
    {
        MinuteTable table = new(series);
        List<NaiveExcursion> found = Excursions(series, table);
        foreach (NaiveExcursion one in found)
        {
            AddUp(one, table);
            FindPeak(one, series, table);
        }

        NaiveAlarms.AddTo(found, series, table);
        return found;
    }

    // EX-01, EX-02, EX-04
    private static List<NaiveExcursion> Excursions(MinuteSeries series, MinuteTable table)
    {
        int hold = (int)series.Profile.ReturnHold.TotalMinutes;
        List<NaiveExcursion> found = [];
        NaiveExcursion? open = null;
        int? back = null;
        for (int minute = 0; minute <= series.Now; minute++)
        {
            if (open is not null && back is { } since && minute - since >= hold)
            {
                open.End = since;
                (open, back) = (null, null);
            }

            int? value = table.Measured[minute];
            if (value is not null && !table.IsOut(value) && open is not null)
            {
                back ??= minute;
            }
            else if (table.IsOut(value))
            {
                LimitSide side = table.IsTooWarm(value) ? LimitSide.High : LimitSide.Low;
                if (open is not null && open.Side != side)
                {
                    open.End = back ?? minute;
                    open = null;
                }

                back = null;
                if (open is null)
                {
                    found.Add(open = new NaiveExcursion(side, minute));
                }
            }
        }

        return found;
    }

    // EX-07, EX-09, EX-21: of an excursion that goes on, up to the last reading.
    private static void AddUp(NaiveExcursion one, MinuteTable table)
    {
        int stretch = 0;
        int until = one.End ?? Array.FindLastIndex(table.Measured, value => value is not null);
        for (int minute = one.Start; minute < until; minute++)
        {
            int? value = table.Speaking[minute];
            if (value is null)
            {
                one.Unobserved++;
            }
            else if (table.IsOut(value))
            {
                one.Out++;
                one.Bands[Band(value.Value)]++;
                stretch++;
            }
            else
            {
                stretch = 0;
            }

            one.Longest = Math.Max(one.Longest, stretch);
        }
    }

    // EX-08
    private static void FindPeak(NaiveExcursion one, MinuteSeries series, MinuteTable table)
    {
        (one.Peak, one.PeakAt) = (table.Measured[one.Start]!.Value, one.Start);
        for (int minute = one.Start; minute <= series.Now && (one.End is null || minute < one.End); minute++)
        {
            int? value = table.Measured[minute];
            if (one.Side == LimitSide.High ? value > one.Peak : value < one.Peak)
            {
                (one.Peak, one.PeakAt) = (value!.Value, minute);
            }
        }
    }

    // EX-21
    private static int Band(int milliCelsius) => milliCelsius switch
    {
        <= -500 => 0,
        <= 0 => 1,
        < 2_000 => 2,
        <= 8_000 => 3,
        <= 15_000 => 4,
        <= 25_000 => 5,
        _ => 6,
    };
}
