using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A day of a daily history is two readings.</summary>
public sealed class LoggerDayTests
{
    private static readonly LoggerDay Day = new()
    {
        Sensor = "160400000001",
        Date = new DateOnly(2026, 5, 1),
        Minimum = new LoggerExtreme(Temperature.FromTenths(31), null, new LoggerMoment(new DateTime(2026, 5, 1, 4, 10, 0), null), "line 40"),
        Maximum = new LoggerExtreme(null, new LoggerReadingFault(SensorFault.ProbeMissing, "---"), LoggerMoment.Unknown, "line 41"),
    };

    [Fact]
    public void A_day_gives_its_lowest_and_its_highest_and_says_which_is_which() => Assert.Equal(
        [(LoggerReadingSource.DailyMinimum, "line 40"), (LoggerReadingSource.DailyMaximum, "line 41")],
        Day.Readings.Select(reading => (reading.Source, reading.Where)));

    [Fact]
    public void A_figure_that_the_logger_does_not_have_is_a_fault_and_no_temperature()
    {
        LoggerReading missing = Day.Readings.Last();
        Assert.Null(missing.Value);
        Assert.Equal(SensorFault.ProbeMissing, missing.Fault!.Kind);
        Assert.Null(Day.Readings.First().Fault);
    }
}
