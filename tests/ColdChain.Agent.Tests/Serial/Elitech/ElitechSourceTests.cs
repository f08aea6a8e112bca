using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Serial.Elitech;

/// <summary>A logger on a pseudo-terminal, and what becomes of its log.</summary>
public sealed class ElitechSourceTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public ElitechSourceTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "pseudo-terminals need Linux");

    private static DateTime LocalNow => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Shanghai).DateTime;

    [Theory]
    [InlineData(100, 250)]
    [InlineData(500, 1_200)]
    [InlineData(100, 100)]
    [InlineData(100, 1)]
    public async Task A_log_of_pages_is_taken_whole_with_the_devices_own_times(int pageSize, int count)
    {
        using LoggerOnWire logger = Make(pageSize);
        logger.Log([.. Enumerable.Range(0, count).Select(number => (short)((number % 500) - 100))]);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Readings.Count == count);
        Assert.Equal(Enumerable.Range(0, count).Select(number => ((number % 500) - 100) * 100), source.Readings.Select(reading => reading.Value.MilliCelsius));
        DateTimeOffset start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            Enumerable.Range(0, count).Select(number => start + (number * TimeSpan.FromMinutes(10))),
            source.Readings.Select(reading => reading.MeasuredAt.ToDateTimeOffset()));
        Assert.All(source.Readings, reading => Assert.Equal(ReadingFlags.DeviceTime, reading.Flags));
        Assert.Empty(source.Events);
    }

    [Fact]
    public async Task What_was_taken_is_not_taken_again_and_what_is_added_is()
    {
        using LoggerOnWire logger = Make();
        logger.Log([.. Enumerable.Repeat<short>(43, 150)]);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Readings.Count == 150);
        int asked = logger.Asked.Count;
        await HeardSource.UntilAsync(() => logger.Asked.Count > asked + 6);
        Assert.Equal(150, source.Readings.Count);
        logger.Log(44, 45);
        await HeardSource.UntilAsync(() => source.Readings.Count == 152);
        Assert.Equal([4_400, 4_500], source.Readings.Skip(150).Select(reading => reading.Value.MilliCelsius));
        Assert.Equal(
            source.Readings[0].MeasuredAt + (151 * TimeSpan.FromMinutes(10)), source.Readings[151].MeasuredAt);
    }

    [Fact]
    public async Task A_log_that_was_started_anew_is_another_log()
    {
        using LoggerOnWire logger = Make();
        logger.Log(43);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Readings.Count == 1);
        logger.Start = logger.Start.AddDays(1);
        await HeardSource.UntilAsync(() => source.Readings.Count == 2);
        Assert.Equal(TimeSpan.FromDays(1), source.Readings[1].MeasuredAt - source.Readings[0].MeasuredAt);
    }

    [Theory]
    [InlineData(false, WireEventKinds.SensorClockWrong, "it was left as it is")]
    [InlineData(true, WireEventKinds.SensorClockSet, "it was set")]
    public async Task A_clock_that_is_wrong_is_told_once_and_set_only_when_it_was_asked_for(bool sets, string kind, string says)
    {
        using LoggerOnWire logger = Make();
        logger.Now = LocalNow.AddHours(-3);
        logger.Log(43);
        await using HeardSource source = Hear(logger, sets);
        await HeardSource.UntilAsync(() => source.Readings.Count == 1 && logger.Asked.Count > 10);
        WireEvent told = Assert.Single(source.Events);
        Assert.Equal(kind, told.Kind);
        Assert.Contains(" behind; ", told.Detail, StringComparison.Ordinal);
        Assert.Contains(says, told.Detail, StringComparison.Ordinal);
        Assert.Equal(sets ? 1 : 0, logger.Asked.Count(question => question.StartsWith("33020700", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_log_that_reaches_into_the_future_is_not_believed()
    {
        using LoggerOnWire logger = Make();
        logger.Start = LocalNow.AddDays(2);
        logger.Log(43, 44);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Events.Count > 0);
        Assert.Contains("yet to come", source.Events[0].Detail, StringComparison.Ordinal);
        Assert.Empty(source.Readings);
    }

    [Theory]
    [InlineData("hc", "model 0x2A has a log of a form that is not known")]
    [InlineData("fahrenheit", "degrees Fahrenheit")]
    [InlineData("stopped", "has not been started")]
    [InlineData("silent", "NoAnswer: the logger does not answer")]
    [InlineData("sum", "Garbled: 3 bytes that are no answer to CC000A00D6")]
    public async Task A_logger_that_cannot_be_read_says_why(string what, string says)
    {
        using LoggerOnWire logger = Make();
        logger.Model = what == "hc" ? (byte)0x2A : (byte)0x28;
        logger.Unit = what == "fahrenheit" ? (byte)0x13 : (byte)0x31;
        logger.State = what == "stopped" ? (byte)0 : (byte)1;
        logger.Spoil = frame => what == "silent" ? [] : what == "sum" ? [.. frame[..^1], (byte)(frame[^1] + 1)] : frame;
        logger.Log(43);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Events.Count > 0);
        Assert.Contains(says, source.Events[0].Detail, StringComparison.Ordinal);
        Assert.Empty(source.Readings);
    }

    [Fact]
    public async Task One_spoilt_page_is_asked_for_again_and_the_log_comes_whole()
    {
        using LoggerOnWire logger = Make();
        int answers = 0;
        logger.Spoil = frame => ++answers % 2 == 0 ? frame[..(frame.Length / 2)] : frame;
        logger.Log([.. Enumerable.Range(0, 250).Select(number => (short)number)]);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Readings.Count == 250);
        Assert.Equal(Enumerable.Range(0, 250).Select(number => number * 100), source.Readings.Select(reading => reading.Value.MilliCelsius));
    }

    [Fact]
    public async Task Records_beyond_what_the_logger_measures_are_a_fault_and_no_readings()
    {
        using LoggerOnWire logger = Make();
        logger.Log(43, 1_000, -500, 44);
        await using HeardSource source = Hear(logger);
        await HeardSource.UntilAsync(() => source.Readings.Count == 2);
        Assert.StartsWith("OutOfRange: 2 of 4 records", source.Events[0].Detail, StringComparison.Ordinal);
    }

    private static LoggerOnWire Make(int pageSize = 100) => new() { Now = LocalNow, PageSize = pageSize };

    private static HeardSource Hear(LoggerOnWire logger, bool setsClock = false) => new(new ElitechSource(
        new ElitechOptions
        {
            Name = "logger-1",
            Line = new SerialLine(logger.Path, 115200, SerialParity.None, 1),
            Profile = SerialProfiles.FindElitech(DeviceProfileCatalogue.BuiltIn, "elitech-rc-4").Profile!,
            Sensor = Some.Sensor,
            Zone = Shanghai,
            Poll = TimeSpan.FromMilliseconds(100),
            ResponseTimeout = TimeSpan.FromMilliseconds(300),
            Retries = 2,
            SetsClock = setsClock,
        },
        SerialPorts.Create(),
        TimeProvider.System));
}
