using System.Text.Json;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>EX-23: what a device says instead of a temperature is a fault, never a temperature.</summary>
public sealed class SeriesFaultTests
{
    [Theory]
    [InlineData("", "probeMissing")]
    [InlineData("nan", "probeMissing")]
    [InlineData("NaN", "probeMissing")]
    [InlineData("null", "probeMissing")]
    [InlineData("--.-", "probeMissing")]
    [InlineData("---", "probeMissing")]
    [InlineData("###", "probeMissing")]
    [InlineData("-127", "sentinel")]
    [InlineData("-127.00", "sentinel")]
    [InlineData("85.0", "sentinel")]
    [InlineData("327.67", "sentinel")]
    [InlineData("-3276.8", "sentinel")]
    [InlineData("882.6", "sentinel")]
    [InlineData("300", "sentinel")]
    [InlineData("302", "sentinel")]
    [InlineData("304", "sentinel")]
    [InlineData("150.1", "outOfRange")]
    [InlineData("-200.1", "outOfRange")]
    [InlineData("1e20", "outOfRange")]
    public async Task What_a_device_says_instead_of_a_temperature_is_a_fault(string cell, string kind)
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute("5", cell, cell == "85.0" ? "5" : cell, "5"));

        Assert.Empty(told["excursions"].EnumerateArray());
        JsonElement fault = Assert.Single(told["faults"].EnumerateArray(), IsOfTheDevice);
        Assert.Equal(kind, fault.GetProperty("kind").GetString());
        Assert.Equal("2026-05-01T08:01:00Z", fault.GetProperty("at").GetString());
        Assert.Equal(cell == "85.0" ? "2026-05-01T08:02:00Z" : "2026-05-01T08:03:00Z", fault.GetProperty("end").GetString());
    }

    [Theory]
    [InlineData("84", "85.0", "86")]
    [InlineData("5", "85.0", "85.0")]
    [InlineData("5", "85.1", "5")]
    public async Task Eighty_five_degrees_that_are_no_jump_of_one_reading_are_a_temperature(string before, string value, string after)
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute(before, value, after, "5"));

        Assert.DoesNotContain(told["faults"].EnumerateArray(), IsOfTheDevice);
        Assert.True(told["excursions"][0].GetProperty("peakCelsius").GetDecimal() >= 85m);
    }

    [Theory]
    [InlineData("150")]
    [InlineData("-200")]
    [InlineData("0")]
    [InlineData("-126.9")]
    public async Task The_coldest_and_the_hottest_that_can_be_are_temperatures(string value)
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute("5", value, "5"));

        Assert.DoesNotContain(told["faults"].EnumerateArray(), IsOfTheDevice);
        Assert.Single(told["excursions"].EnumerateArray());
    }

    [Fact]
    public async Task The_time_of_a_fault_is_unobserved_once_the_last_reading_stops_to_speak()
    {
        Evaluate told = await Evaluate.FridgeAsync(Evaluate.EveryMinute(["5", .. Enumerable.Repeat("-127", 44), "5"]));

        Assert.Equal(15m, told["compliance"].GetProperty("unobservedMinutes").GetDecimal());
        Assert.Equal(44, told["faults"][0].GetProperty("rows").GetInt32());
        Assert.Single(told["gaps"].EnumerateArray());
    }

    [Fact]
    public async Task A_clock_that_was_never_set_gives_no_reading()
    {
        Evaluate told = await Evaluate.FridgeAsync(
            "time,temperature\n1970-01-01T00:00:05Z,5\n2026-05-01T08:00:00Z,5\n2026-05-01T08:01:00Z,5\n");

        Assert.Equal("clockNotSet", told["faults"][0].GetProperty("kind").GetString());
        Assert.Equal("2026-05-01T08:00:00Z", told["firstReadingAt"].GetString());
    }

    /// <summary>That a value jumps is said besides, and it is judged all the same.</summary>
    private static bool IsOfTheDevice(JsonElement fault) =>
        fault.GetProperty("kind").GetString() is "sentinel" or "probeMissing" or "outOfRange";
}
