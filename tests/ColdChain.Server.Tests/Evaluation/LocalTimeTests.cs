using System.Text.Json;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>Times of a local clock through both of its changes: 2026-10-25 back at 03:00, 2026-03-29 forward at 02:00, in Berlin.</summary>
public sealed class LocalTimeTests
{
    private static Task<Evaluate> BerlinAsync(IEnumerable<string> times, params string[] more) => Evaluate.FridgeAsync(
        "time,temperature\n" + string.Concat(times.Select(time => $"{time},5\n")), ["--time-zone", "Europe/Berlin", .. more]);

    private static IEnumerable<string> Clock(string day, int fromMinute, int untilMinute, int step) =>
        Enumerable.Range(0, (untilMinute - fromMinute) / step).Select(number => fromMinute + (number * step))
            .Select(minute => $"{day} {minute / 60:00}:{minute % 60:00}");

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    public async Task The_repeated_hour_is_read_twice_in_the_order_of_the_rows(int step)
    {
        string[] times = [.. Clock("2026-10-25", 60, 180, step), .. Clock("2026-10-25", 120, 300, step)];
        Evaluate told = await BerlinAsync(times);

        Assert.Equal(times.Length, told["readings"].GetInt32());
        Assert.Equal("2026-10-24T23:00:00Z", told["firstReadingAt"].GetString());
        Assert.Equal((5 * 60) - step, (Last(told) - DateTimeOffset.Parse("2026-10-24T23:00:00Z", null)).TotalMinutes);
        Assert.Empty(told["faults"].EnumerateArray());
        Assert.Contains("second pass", told.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    public async Task A_file_with_the_newest_row_first_is_read_the_same(int step)
    {
        string[] times = [.. Clock("2026-10-25", 60, 180, step), .. Clock("2026-10-25", 120, 300, step)];
        Evaluate told = await BerlinAsync(times.Reverse());

        Assert.Equal(times.Length, told["readings"].GetInt32());
        Assert.Empty(told["faults"].EnumerateArray());
        Assert.Equal((5 * 60) - step, told["compliance"].GetProperty("inRangeMinutes").GetDecimal());
    }

    [Fact]
    public async Task A_row_a_little_out_of_order_in_the_repeated_hour_is_no_second_pass()
    {
        string[] times = ["2026-10-25 02:00", "2026-10-25 02:02", "2026-10-25 02:01", "2026-10-25 02:03", "2026-10-25 02:04"];
        Evaluate told = await BerlinAsync(times);

        Assert.Equal("2026-10-25T00:04:00Z", told["lastReadingAt"].GetString());
        Assert.Contains("no step back", told.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hour_that_is_left_out_in_spring_is_no_gap()
    {
        string[] times = [.. Clock("2026-03-29", 60, 120, 15), .. Clock("2026-03-29", 180, 240, 15)];
        Evaluate told = await BerlinAsync(times);

        Assert.Equal(105m, told["compliance"].GetProperty("inRangeMinutes").GetDecimal());
        Assert.Empty(told["gaps"].EnumerateArray());
    }

    [Fact]
    public async Task A_time_that_no_clock_showed_is_read_with_the_offset_before_the_change_and_named()
    {
        Evaluate told = await BerlinAsync(["2026-03-29 01:50", "2026-03-29 02:10", "2026-03-29 03:20"]);
        JsonElement fault = Assert.Single(told["faults"].EnumerateArray());

        Assert.Equal("localTimeDoesNotExist", fault.GetProperty("kind").GetString());
        Assert.Equal("2026-03-29T01:10:00Z", fault.GetProperty("at").GetString());
        Assert.Equal(30m, told["compliance"].GetProperty("inRangeMinutes").GetDecimal());
    }

    [Fact]
    public async Task Without_a_zone_the_times_are_UTC_and_that_is_said()
    {
        Evaluate told = await Evaluate.FridgeAsync("time,temperature\n2026-10-25 02:00,5\n2026-10-25 02:30,5\n");

        Assert.Equal("2026-10-25T02:00:00Z", told["firstReadingAt"].GetString());
        Assert.Contains("in the zone UTC", told.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_step_back_where_the_zone_has_no_change_are_a_stepped_clock() // EX-27
    {
        string[] times = [.. Clock("2026-05-01", 60, 180, 15), .. Clock("2026-05-01", 120, 300, 15)];
        JsonElement fault = Assert.Single((await BerlinAsync(times))["faults"].EnumerateArray());

        Assert.Equal("clockStepped", fault.GetProperty("kind").GetString());
        Assert.Contains("line 10: the times step back by 45 min", fault.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_come_late_and_fill_a_hole_are_no_stepped_clock()
    {
        string[] times = [.. Clock("2026-05-01", 60, 120, 15), .. Clock("2026-05-01", 180, 300, 15), .. Clock("2026-05-01", 120, 180, 15)];
        Evaluate told = await BerlinAsync(times);

        Assert.Empty(told["faults"].EnumerateArray());
        Assert.Empty(told["gaps"].EnumerateArray());
    }

    private static DateTimeOffset Last(Evaluate told) => told["lastReadingAt"].GetDateTimeOffset();
}
