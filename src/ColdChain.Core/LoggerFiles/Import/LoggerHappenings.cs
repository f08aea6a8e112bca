using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Core.LoggerFiles.Import;

/// <summary>What a logger says of itself besides temperatures, as events: gaps, checks, its own alarms, battery and errors.</summary>
internal sealed class LoggerHappenings(LoggerFile file, LoggerPlaces places, TimeZoneInfo? zone)
{
    private readonly SensorId? _first = LoggerPlaces.ProbesOf(file).Select(places.Of).FirstOrDefault(sensor => sensor is not null);

    public IEnumerable<WireEvent> All() =>
        file.Timeouts.Select(Gap)
            .Concat(file.Days.SelectMany(Checks))
            .Concat(file.Days.SelectMany(day => day.Alarms.Where(IsWorthTelling).Select(alarm => Alarm(day, alarm))))
            .Concat(file.AlarmEpisodes.Select(Episode))
            .Concat(file.Marks.Where(mark => mark.Kind != LoggerMarkKind.ReportMade).Select(Mark))
            .OfType<WireEvent>();

    private static bool IsWorthTelling(LoggerDayAlarm alarm) => alarm.Minutes > 0 || alarm.FiredAt is not null;

    private WireEvent? Gap(LoggerTimeout timeout) => Told(
        WireEventKinds.LoggerGap,
        timeout.Sensor,
        timeout.FirstAt?.At ?? At(timeout.Date, TimeOnly.MinValue),
        $"{timeout.Sensor} could not be read for {timeout.Minutes} min of {Day(timeout.Date)}, by the logger's own count");

    private IEnumerable<WireEvent?> Checks(LoggerDay day)
    {
        if (day.CheckedInMorning is { } morning)
        {
            yield return Told(WireEventKinds.LoggerCheck, day.Sensor, At(day.Date, morning), $"checked in the morning of {Day(day.Date)}");
        }

        if (day.CheckedInAfternoon is { } afternoon)
        {
            yield return Told(WireEventKinds.LoggerCheck, day.Sensor, At(day.Date, afternoon), $"checked in the afternoon of {Day(day.Date)}");
        }
    }

    private WireEvent? Alarm(LoggerDay day, LoggerDayAlarm alarm) => Told(
        WireEventKinds.LoggerAlarm,
        day.Sensor,
        alarm.FiredAt?.At ?? At(day.Date, TimeOnly.MinValue),
        $"{LimitOf(alarm.Number)}: {alarm.Minutes} min outside on {Day(day.Date)}, "
            + (alarm.FiredAt is null ? "no alarm" : "with alarm"));

    private WireEvent? Episode(LoggerAlarmEpisode episode) => Told(
        WireEventKinds.LoggerAlarm,
        file.Serial,
        episode.StartedAt?.At ?? episode.FiredAt?.At,
        $"{LimitOf(episode.Number)}: {episode.Minutes} min outside"
            + (episode.Peak?.Value is { } peak ? $", furthest {TemperatureText.Show(peak)} °C" : string.Empty)
            + (episode.EndedAt is null ? string.Empty : ", over"));

    private WireEvent? Mark(LoggerMark mark) => Told(
        mark.Kind is LoggerMarkKind.BatteryLow or LoggerMarkKind.BatteryCritical or LoggerMarkKind.OwnError
            ? WireEventKinds.LoggerHealth
            : mark.Kind == LoggerMarkKind.ButtonPressed ? WireEventKinds.LoggerCheck : WireEventKinds.LoggerMark,
        file.Serial,
        mark.At.At,
        WordsOf(mark.Kind) + (mark.Detail is { Length: > 0 } detail ? $": {detail}" : string.Empty));

    private string LimitOf(int number)
    {
        LoggerAlarmLimit? limit = file.AlarmLimits.FirstOrDefault(one => one.Number == number);
        string value = limit?.Limit is { } known ? $" {TemperatureText.Show(known)} °C" : string.Empty;
        string side = limit?.Kind switch
        {
            LoggerAlarmKind.ColdSingle or LoggerAlarmKind.ColdCumulative => " below",
            LoggerAlarmKind.HotSingle or LoggerAlarmKind.HotCumulative => " above",
            _ => string.Empty,
        };
        return string.Create(CultureInfo.InvariantCulture, $"the logger's limit {number}{side}{value}");
    }

    /// <summary>An event without a time cannot be placed, nor one of a logger that is nobody's.</summary>
    private WireEvent? Told(string kind, string? probe, Instant? at, string detail)
    {
        SensorId? sensor = (probe is null ? null : places.Of(probe)) ?? _first;
        return at is { } moment && sensor is { } known
            ? new WireEvent { Sequence = 0, Kind = kind, At = moment.UnixMilliseconds, Sensor = known.ToString(), Detail = detail }
            : null;
    }

    private Instant? At(DateOnly day, TimeOnly time)
    {
        if (zone is null)
        {
            return null;
        }

        DateTime shown = day.ToDateTime(time);
        return Instant.FromDateTimeOffset(new DateTimeOffset(shown, zone.GetUtcOffset(shown)));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string WordsOf(LoggerMarkKind kind) => kind switch
    {
        LoggerMarkKind.Activated => "the logger was switched on, and its clock set",
        LoggerMarkKind.StartTriggered => "a recording was asked for",
        LoggerMarkKind.Started => "a recording began",
        LoggerMarkKind.Stopped => "a recording ended",
        LoggerMarkKind.ReportMade => "the report was made",
        LoggerMarkKind.BatteryLow => "the battery is low",
        LoggerMarkKind.BatteryCritical => "the battery is nearly empty",
        LoggerMarkKind.OwnError => "the logger counted an error of its own",
        LoggerMarkKind.ButtonPressed => "the button was pressed",
    };
}
