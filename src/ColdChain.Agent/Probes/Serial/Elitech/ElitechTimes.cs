using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>When a record of a log was made.</summary>
internal static class ElitechTimes
{
    /// <summary>The start is local time; from there the intervals count, which no summer time moves.</summary>
    public static Instant Of(ElitechLog log, int number, TimeZoneInfo zone) =>
        new LocalClock(zone, log.Settings.Interval, isNewestFirst: false).Resolve(new WrittenTime(log.Head.Start, null)).At
        + (number * log.Settings.Interval);
}
