using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Import;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Core.Tests.LoggerFiles.Import;

public sealed class LoggerReadoutTests
{
    private static readonly SensorId Top = Sensor("a/fridge/top");
    private static readonly SensorId Bottom = Sensor("a/fridge/bottom");
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Instant Noon = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(8)));

    [Fact]
    public void A_row_becomes_a_reading_of_our_sensor_with_the_device_s_own_time()
    {
        LoggerReadout readout = Read(File([Row(0, 41)]));

        Assert.Equal([new Reading(Top, Noon, Temperature.FromMilliCelsius(4_100), ReadingFlags.DeviceTime | ReadingFlags.Logger)], readout.Readings);
    }

    [Fact]
    public void A_day_becomes_a_low_and_a_high_that_nobody_judges()
    {
        LoggerReadout readout = Read(File([]) with { Days = [Day()] });

        Assert.Equal([(31, ReadingFlags.DailyLow), (62, ReadingFlags.DailyHigh)], readout.Readings.Select(
            reading => (reading.Value.MilliCelsius / 100, reading.Flags & ~(ReadingFlags.DeviceTime | ReadingFlags.Logger))));
        Assert.All(readout.Readings, reading => Assert.True(reading.IsDaily));
    }

    [Fact]
    public void A_time_that_the_calendar_has_twice_or_not_at_all_is_in_doubt()
    {
        LoggerReading doubtful = Row(0, 41) with { At = new LoggerMoment(null, Noon, LocalMomentKind.DoesNotExist) };

        Assert.True(Assert.Single(Read(File([doubtful])).Readings).Flags.HasFlag(ReadingFlags.ClockSuspect));
    }

    [Fact]
    public void What_has_no_time_is_counted_and_left_out()
    {
        LoggerReadout readout = Read(File([Row(0, 41) with { At = LoggerMoment.Unknown }, Row(1, 42)]));

        Assert.Equal((1, 1), (readout.Readings.Count, readout.WithoutTime));
    }

    [Fact]
    public void Rows_without_a_temperature_are_a_fault_that_begins_and_ends()
    {
        LoggerReadout readout = Read(File([Row(0, 41), Row(1, null), Row(2, null), Row(3, 43), Row(4, null)]));

        Assert.Equal(
            [(WireEventKinds.LoggerFault, 1), (WireEventKinds.LoggerBack, 3), (WireEventKinds.LoggerFault, 4)],
            readout.Events.Select(told => (told.Kind, (int)((told.At - Noon.UnixMilliseconds) / 60_000))));
        Assert.Equal("ProbeMissing: --.-", readout.Events[0].Detail);
    }

    [Fact]
    public void Gaps_checks_and_alarms_of_a_day_are_events_at_their_times()
    {
        LoggerDay day = Day() with
        {
            CheckedInMorning = new TimeOnly(8, 2),
            CheckedInAfternoon = new TimeOnly(16, 30),
            Timeouts = [new LoggerTimeout("1", new DateOnly(2026, 5, 1), 21, LoggerMoment.Utc(Noon)), new LoggerTimeout("1", new DateOnly(2026, 5, 1), 0, null)],
            Alarms = [new LoggerDayAlarm(1, 75, LoggerMoment.Utc(Noon), null, 0), new LoggerDayAlarm(0, 0, null, null, null)],
        };
        LoggerReadout readout = Read(File([]) with
        {
            Days = [day],
            AlarmLimits = [new LoggerAlarmLimit(1, LoggerAlarmKind.HotCumulative, Temperature.FromMilliCelsius(8_000), TimeSpan.FromHours(10))],
        });

        Assert.Equal(
            [
                (WireEventKinds.LoggerGap, "1 could not be read for 21 min of 2026-05-01, by the logger's own count", 0),
                (WireEventKinds.LoggerCheck, "checked in the morning of 2026-05-01", -238),
                (WireEventKinds.LoggerCheck, "checked in the afternoon of 2026-05-01", 270),
                (WireEventKinds.LoggerAlarm, "the logger's limit 1 above 8.0 °C: 75 min outside on 2026-05-01, with alarm", 0),
            ],
            readout.Events.Select(told => (told.Kind, told.Detail!, (int)((told.At - Noon.UnixMilliseconds) / 60_000))));
        Assert.All(readout.Events, told => Assert.Equal("a/fridge/top", told.Sensor));
    }

    [Fact]
    public void Battery_and_own_errors_are_its_health_and_the_report_itself_is_no_event()
    {
        LoggerReadout readout = Read(File([Row(0, 41)]) with
        {
            Serial = "1",
            Marks =
            [
                new LoggerMark(LoggerMarkKind.BatteryLow, LoggerMoment.Utc(Noon), null),
                new LoggerMark(LoggerMarkKind.OwnError, LoggerMoment.Utc(Noon), "15, once"),
                new LoggerMark(LoggerMarkKind.Activated, LoggerMoment.Utc(Noon), null),
                new LoggerMark(LoggerMarkKind.ReportMade, LoggerMoment.Utc(Noon), null),
            ],
        });

        Assert.Equal(
            [
                (WireEventKinds.LoggerHealth, "the battery is low"),
                (WireEventKinds.LoggerHealth, "the logger counted an error of its own: 15, once"),
                (WireEventKinds.LoggerMark, "the logger was switched on, and its clock set"),
            ],
            readout.Events.Select(told => (told.Kind, told.Detail!)));
        Assert.All(readout.Events, told => Assert.True(WireEventKinds.IsTimedByLogger(told.Kind)));
    }

    [Theory]
    [InlineData("1", "1", true)]
    [InlineData("1/external", "1", true)]
    [InlineData("1/external", "1/external", true)]
    [InlineData("1/internal", "1/external", false)]
    [InlineData("11", "1", false)]
    public void A_place_is_found_by_the_probe_s_name_or_by_the_serial_before_it(string probe, string known, bool isFound) =>
        Assert.Equal(isFound ? Top : null, new LoggerPlaces(new Dictionary<string, SensorId> { [known] = Top }).Of(probe));

    [Fact]
    public void Two_probes_that_would_be_one_sensor_are_noticed()
    {
        LoggerFile file = File([Row(0, 41) with { Sensor = "1/internal" }, Row(0, 52) with { Sensor = "1/external" }]);

        Assert.Equal(("1/internal", "1/external"), new LoggerPlaces(new Dictionary<string, SensorId> { ["1"] = Top }).Clash(file));
        Assert.Null(new LoggerPlaces(new Dictionary<string, SensorId> { ["1"] = Top, ["1/external"] = Bottom }).Clash(file));
        Assert.Equal("1/internal", new LoggerPlaces(new Dictionary<string, SensorId> { ["1/external"] = Bottom }).Unknown(file));
    }

    private static LoggerReadout Read(LoggerFile file) =>
        LoggerReadout.Of(file, new LoggerPlaces(new Dictionary<string, SensorId> { ["1"] = Top }), Shanghai);

    private static LoggerFile File(IReadOnlyList<LoggerReading> log) => new() { Format = LoggerFileFormat.BerlingerText, Log = log };

    private static LoggerReading Row(int minute, int? tenths) => new()
    {
        Sensor = "1",
        Source = LoggerReadingSource.Log,
        At = LoggerMoment.Utc(Noon + TimeSpan.FromMinutes(minute)),
        Value = tenths is { } known ? Temperature.FromMilliCelsius(known * 100) : null,
        Fault = tenths is null ? new LoggerReadingFault(SensorFault.ProbeMissing, "--.-") : null,
        Where = "line 1",
    };

    private static LoggerDay Day() => new()
    {
        Sensor = "1",
        Date = new DateOnly(2026, 5, 1),
        Minimum = new LoggerExtreme(Temperature.FromMilliCelsius(3_100), null, LoggerMoment.Utc(Noon), "line 2"),
        Maximum = new LoggerExtreme(Temperature.FromMilliCelsius(6_200), null, LoggerMoment.Utc(Noon), "line 3"),
    };

    private static SensorId Sensor(string id) => SensorId.Parse(id, CultureInfo.InvariantCulture);
}
