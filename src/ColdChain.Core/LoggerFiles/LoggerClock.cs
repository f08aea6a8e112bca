using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles;

/// <summary>Makes moments of what a logger's clock showed.</summary>
internal sealed class LoggerClock(TimeZoneInfo? zone)
{
    /// <summary>One time by itself: in a repeated hour it is taken for the first pass, and marked so.</summary>
    public LoggerMoment Of(DateTime local) => InOrder([new WrittenTime(local, null)])[0];

    /// <summary>The times of rows that were written one after the other: their order tells the passes of a repeated hour apart.</summary>
    public IReadOnlyList<LoggerMoment> InOrder(IReadOnlyList<WrittenTime> times)
    {
        if (zone is null)
        {
            return [.. times.Select(WithoutZone)];
        }

        (TimeSpan step, bool isNewestFirst) = LocalClock.LookAt(times);
        LocalClock clock = new(zone, step, isNewestFirst);
        return [.. times.Select(time => Of(time, clock.Resolve(time)))];
    }

    private static LoggerMoment WithoutZone(WrittenTime time) =>
        time.Offset is null ? new LoggerMoment(time.Shown, null) : LoggerMoment.Utc(LocalClock.At(time.Shown, time.Offset.Value));

    private static LoggerMoment Of(WrittenTime time, LocalMoment moment) =>
        time.Offset is null ? new LoggerMoment(time.Shown, moment.At, moment.Kind) : LoggerMoment.Utc(moment.At);
}
