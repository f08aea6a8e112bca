using System.Text.Json;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>The JSON object of evaluate is what others check us by: its names and figures.</summary>
public sealed class EvaluateJsonTests
{
    /// <summary>Eleven minutes at 9 °C, back in range, then half an hour of silence and more.</summary>
    private static readonly string Story = Evaluate.EveryMinute([
        "5", .. Enumerable.Repeat("9.5", 10), "9.7", .. Enumerable.Repeat("5", 20)]) + "2026-05-01T09:31:00Z,5\n";

    [Fact]
    public async Task An_excursion_has_its_times_its_side_its_rule_its_peak_and_its_minutes()
    {
        JsonElement only = Assert.Single((await Evaluate.FridgeAsync(Story))["excursions"].EnumerateArray());

        Assert.Equal("2026-05-01T08:01:00Z", only.GetProperty("start").GetString());
        Assert.Equal("2026-05-01T08:12:00Z", only.GetProperty("end").GetString());
        Assert.Equal("high", only.GetProperty("side").GetString());
        Assert.Equal("CN-IMM/fridge v2: high 8.0 °C inclusive", only.GetProperty("rule").GetString());
        Assert.Equal(9.7m, only.GetProperty("peakCelsius").GetDecimal());
        Assert.Equal(11m, only.GetProperty("minutes").GetDecimal());
    }

    [Fact]
    public async Task An_alarm_has_its_rule_and_the_moment_at_which_it_fell_due()
    {
        JsonElement only = Assert.Single((await Evaluate.FridgeAsync(Story))["alarms"].EnumerateArray());

        Assert.Equal("cn-imm.high.10min", only.GetProperty("rule").GetString());
        Assert.Equal("2026-05-01T08:11:00Z", only.GetProperty("dueAt").GetString());
    }

    [Fact]
    public async Task A_gap_begins_when_the_last_reading_stops_to_speak() // EX-22
    {
        JsonElement only = Assert.Single((await Evaluate.FridgeAsync(Story))["gaps"].EnumerateArray());

        Assert.Equal("2026-05-01T08:31:00Z", only.GetProperty("lastReadingAt").GetString());
        Assert.Equal("2026-05-01T09:01:00Z", only.GetProperty("start").GetString());
        Assert.Equal("2026-05-01T09:31:00Z", only.GetProperty("end").GetString());
    }

    [Fact]
    public async Task The_minutes_of_the_days_and_of_compliance_add_up_to_the_time_from_first_to_last_reading()
    {
        Evaluate told = await Evaluate.FridgeAsync(Story, "--time-zone", "Asia/Shanghai");
        JsonElement compliance = told["compliance"];
        JsonElement day = Assert.Single(told["days"].EnumerateArray());

        Assert.Equal("2026-05-01", day.GetProperty("date").GetString());
        Assert.Equal(11m, day.GetProperty("minutesAbove").GetDecimal());
        Assert.Equal(0m, day.GetProperty("minutesBelow").GetDecimal());
        Assert.Equal(30m, day.GetProperty("minutesUnobserved").GetDecimal());
        Assert.Equal((50m, 11m, 30m), (
            compliance.GetProperty("inRangeMinutes").GetDecimal(),
            compliance.GetProperty("outMinutes").GetDecimal(),
            compliance.GetProperty("unobservedMinutes").GetDecimal()));
    }

    [Fact]
    public async Task What_goes_on_at_the_end_of_the_file_has_no_end_and_its_alarm_falls_due_by_the_clock()
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute("5", "9", "9"));

        Assert.Equal(JsonValueKind.Null, told["excursions"][0].GetProperty("end").ValueKind);
        Assert.Equal("2026-05-01T08:11:00Z", told["alarms"][0].GetProperty("dueAt").GetString());
    }

    [Theory]
    [InlineData(true, "cn-imm.freeze.at-once")]
    [InlineData(false, null)]
    public async Task With_freeze_sensitive_vaccine_zero_degrees_is_an_alarm_at_once(bool isInside, string? rule) // EX-18
    {
        Evaluate told = await Evaluate.FridgeAsync(
            Evaluate.EveryMinute(["3", "0.0", .. Enumerable.Repeat("3", 15)]), isInside ? ["--freeze-sensitive"] : []);

        Assert.Equal(rule, told["alarms"].EnumerateArray().Select(alarm => alarm.GetProperty("rule").GetString()).SingleOrDefault());
        Assert.Single(told["excursions"].EnumerateArray());
    }

    [Fact]
    public async Task Half_an_hour_near_the_limit_is_a_warning_and_no_alarm() // EX-19
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute(["7", .. Enumerable.Repeat("7.6", 40), "7"]));

        Assert.Equal("pre-warning.high", Assert.Single(told["warnings"].EnumerateArray()).GetProperty("rule").GetString());
        Assert.Empty(told["alarms"].EnumerateArray());
    }

    [Fact]
    public async Task The_last_reading_is_in_the_days_extremes_though_it_has_not_held()
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute("5", "5", "12.25"));

        Assert.Equal(12.25m, told["days"][0].GetProperty("maxCelsius").GetDecimal());
        Assert.Equal(5m, told["days"][0].GetProperty("minCelsius").GetDecimal());
    }

    [Fact]
    public async Task Judged_as_of_a_moment_later_readings_are_not_known_and_silence_goes_on()
    {
        Evaluate told = await Evaluate.FridgeAsync(Story, "--until", "2026-05-01T09:11:00Z");

        Assert.Equal(32, told["readings"].GetInt32());
        Assert.Equal(JsonValueKind.Null, told["gaps"][0].GetProperty("end").ValueKind);
        Assert.Equal(10m, told["compliance"].GetProperty("unobservedMinutes").GetDecimal());
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2026-10-24T22:00:00Z", 25)]
    public async Task A_day_of_a_clock_change_has_23_or_25_hours(string zone, string from, int hours)
    {
        DateTimeOffset start = DateTimeOffset.Parse(from, null);
        string csv = "time,temperature\n" + string.Concat(Enumerable.Range(0, (hours * 2) + 1).Select(half => $"{start.AddMinutes(30 * half):o},5.{half % 2}\n"));
        JsonElement day = (await Evaluate.FridgeAsync(csv, "--time-zone", zone))["days"][0];

        Assert.Equal(hours * 60m, day.GetProperty("minutesInRange").GetDecimal());
        Assert.Equal(0m, day.GetProperty("minutesUnobserved").GetDecimal());
    }

    [Fact]
    public async Task Standard_output_holds_the_one_object_and_standard_error_how_the_file_was_understood()
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute("5", "5"));

        Assert.Equal(0, told.ExitCode);
        Assert.Equal(JsonValueKind.Object, told.Json.ValueKind);
        Assert.Contains("time: time; temperature: temperature", told.Errors, StringComparison.Ordinal);
    }
}
