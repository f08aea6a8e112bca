namespace FirmwareSim.History;

/// <summary>How far back the history goes and how closely it was measured.</summary>
/// <param name="Days">0 for none.</param>
/// <param name="Interval">Between readings, for most of it.</param>
internal sealed record HistoryPlan(int Days, TimeSpan Interval)
{
    /// <summary>Before the live start readings come as closely as live ones would.</summary>
    public static readonly TimeSpan FineSpan = TimeSpan.FromHours(1);

    /// <summary>Between readings in that last hour.</summary>
    public static readonly TimeSpan FineInterval = TimeSpan.FromMinutes(1);

    /// <summary>Every few minutes: what loggers of this field are set to.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(5);

    private const long SecondsPerDay = 86_400;

    public long FirstSecond(long liveStartSecond) => liveStartSecond - (Days * SecondsPerDay);

    /// <summary>The moments of readings, counted back from the live start, oldest first; the live start is not one of them.</summary>
    public IEnumerable<long> Seconds(long liveStartSecond)
    {
        long fineStart = liveStartSecond - (long)FineSpan.TotalSeconds;
        long step = (long)Interval.TotalSeconds;
        long first = FirstSecond(liveStartSecond);
        for (long back = (liveStartSecond - first) / step; back > 0; back--)
        {
            long second = liveStartSecond - (back * step);
            if (second >= fineStart)
            {
                break;
            }

            yield return second;
        }

        foreach (long second in FineSeconds(Math.Max(first, fineStart), liveStartSecond))
        {
            yield return second;
        }
    }

    /// <summary>Every fine moment from here (or the next one) to before the live start.</summary>
    public static IEnumerable<long> FineSeconds(long fromSecond, long liveStartSecond)
    {
        long step = (long)FineInterval.TotalSeconds;
        for (long back = (liveStartSecond - fromSecond) / step; back > 0; back--)
        {
            yield return liveStartSecond - (back * step);
        }
    }
}
