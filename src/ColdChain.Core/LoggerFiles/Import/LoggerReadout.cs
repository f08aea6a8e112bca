using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Core.LoggerFiles.Import;

/// <summary>What the file of a logger brings to a history: readings under our names, and what happened to the logger.</summary>
/// <remarks>
/// Every reading has the device's own time and says that it comes from a logger; the extremes of days are marked as such
/// (<see cref="Reading.IsDaily"/>). A time that the zone's calendar has twice or not at all is marked as in doubt.
/// </remarks>
public sealed record LoggerReadout
{
    /// <summary>By time; the log and the days.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>With sequence zero; in no order.</summary>
    public required IReadOnlyList<WireEvent> Events { get; init; }

    /// <summary>Temperatures that cannot be placed, since their time is unknown.</summary>
    public required int WithoutTime { get; init; }

    /// <param name="file">As decoded; with the zone, or its local times have no moments.</param>
    /// <param name="places">Probes without a place are left out.</param>
    /// <param name="zone">Of the logger's clock; null for a file that has UTC.</param>
    public static LoggerReadout Of(LoggerFile file, LoggerPlaces places, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(places);
        List<Reading> readings = [];
        int withoutTime = 0;
        foreach (LoggerReading row in file.Readings.Where(row => row.Value is not null))
        {
            if (places.Of(row.Sensor) is not { } sensor)
            {
                continue;
            }

            if (row.At.At is { } at)
            {
                readings.Add(new Reading(sensor, at, row.Value!.Value, FlagsOf(row)));
            }
            else
            {
                withoutTime++;
            }
        }

        return new LoggerReadout
        {
            Readings = [.. readings.OrderBy(reading => reading.MeasuredAt)],
            Events = [.. LoggerFaults.Of(file, places), .. new LoggerHappenings(file, places, zone).All()],
            WithoutTime = withoutTime,
        };
    }

    private static ReadingFlags FlagsOf(LoggerReading row) => ReadingFlags.DeviceTime | ReadingFlags.Logger
        | row.Source switch
        {
            LoggerReadingSource.Log => ReadingFlags.None,
            LoggerReadingSource.DailyMinimum => ReadingFlags.DailyLow,
            LoggerReadingSource.DailyMaximum => ReadingFlags.DailyHigh,
        }
        | (row.At.Kind == LocalMomentKind.Plain ? ReadingFlags.None : ReadingFlags.ClockSuspect);
}
