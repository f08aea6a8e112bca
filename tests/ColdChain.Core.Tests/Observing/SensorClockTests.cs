using System.Globalization;

using ColdChain.Core.Observing;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-27: the clock of a device.</summary>
public sealed class SensorClockTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory] // EX-27
    [InlineData("1970-01-01T00:05:00Z")]
    [InlineData("2000-01-01T00:00:00Z")]
    [InlineData("2019-12-31T23:59:59.999Z")]
    public void A_time_before_2020_is_a_clock_that_was_never_set(string time)
    {
        ObservationFinding wrong = Assert.Single(Over(null, ("2026-05-01T00:00:00Z", null), (time, "2026-05-01T00:10:00Z"), ("2026-05-01T00:20:00Z", null)));

        Assert.Equal(ObservationKind.ClockWrong, wrong.Kind);
        Assert.Equal((At("2026-05-01T00:10:00Z"), At("2026-05-01T00:20:00Z")), (wrong.StartedAt, wrong.EndedAt));
    }

    [Theory] // EX-27
    [InlineData("2026-05-01T00:01:00Z", false)]
    [InlineData("2026-05-01T00:01:00.001Z", true)]
    [InlineData("2026-05-01T08:00:00Z", true)]
    public void A_time_later_than_its_arrival_by_more_than_a_minute_is_a_wrong_clock(string time, bool isWrong)
    {
        IReadOnlyList<ObservationFinding> found = Over(null, (time, "2026-05-01T00:00:00Z"));

        Assert.Equal(isWrong, found.Count == 1);
        Assert.All(found, finding => Assert.Equal(At(time) - At("2026-05-01T00:00:00Z"), finding.ClockOff));
    }

    [Fact] // EX-27
    public void A_wrong_clock_that_is_set_right_did_not_step_back() => Assert.Equal(
        [ObservationKind.ClockWrong],
        Over(
            null,
            ("2026-05-01T08:00:00Z", "2026-05-01T00:00:00Z"),
            ("2026-05-01T08:10:00Z", "2026-05-01T00:10:00Z"),
            ("2026-05-01T00:20:00Z", "2026-05-01T00:20:00Z")).Select(finding => finding.Kind));

    [Fact] // EX-27
    public void Readings_that_were_kept_back_and_came_late_are_no_wrong_clock() =>
        Assert.Empty(Over(null, ("2026-05-01T00:00:00Z", "2026-05-03T00:00:00Z"), ("2026-05-01T00:10:00Z", "2026-05-03T00:00:00Z")));

    [Fact] // EX-27
    public void Times_that_go_back_are_a_stepped_clock()
    {
        ObservationFinding step = Assert.Single(Over(
            Berlin, ("2026-05-01T00:00:00Z", null), ("2026-05-01T00:15:00Z", null), ("2026-04-30T23:30:00Z", null), ("2026-04-30T23:45:00Z", null)));

        Assert.Equal((ObservationKind.ClockStepped, TimeSpan.FromMinutes(-60)), (step.Kind, step.ClockOff));
        Assert.Equal((At("2026-05-01T00:15:00Z"), At("2026-05-01T00:15:00Z")), (step.StartedAt, step.EndedAt));
    }

    [Theory] // EX-27
    [InlineData("00:59:00", true)]
    [InlineData("01:01:00", true)]
    [InlineData("00:58:59", false)]
    [InlineData("02:00:00", false)]
    public void A_step_back_of_an_hour_at_the_end_of_summer_time_is_daylight_saving(string back, bool isSummerTime)
    {
        // Berlin's clocks went from 3:00 to 2:00 at 01:00 UTC on 2021-10-31.
        Instant last = At("2021-10-31T00:45:00Z");
        Instant next = last + TimeSpan.FromMinutes(15) - TimeSpan.Parse(back, CultureInfo.InvariantCulture);

        ObservationFinding step = Assert.Single(new SensorClockWatch(Berlin).Over(
            [Clocked(last - TimeSpan.FromMinutes(15)), Clocked(last), Clocked(next), Clocked(next + TimeSpan.FromMinutes(15))]));

        Assert.Equal(isSummerTime ? ObservationKind.DaylightSaving : ObservationKind.ClockStepped, step.Kind);
    }

    [Fact] // EX-27
    public void An_hour_forward_at_the_begin_of_summer_time_is_daylight_saving_and_elsewhere_nothing()
    {
        (string, string?)[] times = [("2022-03-27T00:30:00Z", null), ("2022-03-27T00:45:00Z", null), ("2022-03-27T02:00:00Z", null)];

        ObservationFinding step = Assert.Single(Over(Berlin, times));
        Assert.Equal((ObservationKind.DaylightSaving, TimeSpan.FromHours(1)), (step.Kind, step.ClockOff));
        Assert.Empty(Over(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), times));
        Assert.Empty(Over(null, times));
    }

    [Theory] // EX-27
    [InlineData("2021-11-07T01:30:00Z", "2021-11-07T01:45:00Z", "2021-11-07T01:00:00Z")]
    [InlineData("2022-03-13T01:30:00Z", "2022-03-13T01:45:00Z", "2022-03-13T03:00:00Z")]
    public void Local_time_that_was_taken_for_UTC_steps_at_the_local_hour_of_the_change(string before, string last, string next) => Assert.Equal(
        [ObservationKind.DaylightSaving],
        Over(TimeZoneInfo.FindSystemTimeZoneById("America/Tijuana"), (before, null), (last, null), (next, null)).Select(finding => finding.Kind));

    [Fact] // EX-27
    public void The_same_step_on_another_day_is_a_stepped_clock() => Assert.Equal(
        [ObservationKind.ClockStepped],
        Over(Berlin, ("2021-10-30T00:30:00Z", null), ("2021-10-30T00:45:00Z", null), ("2021-10-30T00:00:00Z", null)).Select(finding => finding.Kind));

    private static IReadOnlyList<ObservationFinding> Over(TimeZoneInfo? zone, params (string Time, string? Arrival)[] times) =>
        new SensorClockWatch(zone).Over(times.Select(one => new ClockedReading(Some.Sensor, At(one.Time), one.Arrival is null ? null : At(one.Arrival))));

    private static ClockedReading Clocked(Instant at) => new(Some.Sensor, at, null);

    private static Instant At(string time) => Instant.FromDateTimeOffset(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
}
