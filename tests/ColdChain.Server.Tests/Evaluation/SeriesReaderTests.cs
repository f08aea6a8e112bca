using System.Text;
using System.Text.Json;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>Files as loggers and spreadsheets write them: the same two readings, half an hour apart at 4.5 and 9.5 °C.</summary>
public sealed class SeriesReaderTests
{
    public static TheoryData<string, string> Forms => new()
    {
        { "commas", "time,temperature\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5\n" },
        { "no final newline", "time,temperature\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5" },
        { "carriage returns", "time,temperature\r\n2026-05-01T08:00:00Z,4.5\r\n2026-05-01T08:30:00Z,9.5\r\n" },
        { "byte order mark", "\ufefftime,temperature\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5\n" },
        { "decimal comma", "time;temperature\n2026-05-01 08:00;4,5\n2026-05-01 08:30;9,5\n" },
        { "quoted decimal comma", "time,temperature\n2026-05-01 08:00,\"4,5\"\n2026-05-01 08:30,\"9,5\"\n" },
        { "tabs", "Timestamp\tTemp (°C)\n2026/5/1 8:00\t4.5\n2026/5/1 8:30\t9.5\n" },
        { "quotes", "\"Date\",\"Value\"\n\"2026-05-01 08:00:00\",\"4.5\"\n\"2026-05-01 08:30:00\",\"9.5\"\n" },
        { "blank lines", "\n\ntime,temperature\n\n2026-05-01T08:00:00Z,4.5\n,\n2026-05-01T08:30:00Z,9.5\n\n" },
        { "no titles", "2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5\n" },
        { "a preamble", "Logger,XY 7\nSerial,123456\n\ntime,temperature\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5\n" },
        { "newest first", "time,temperature\n2026-05-01T08:30:00Z,9.5\n2026-05-01T08:00:00Z,4.5\n" },
        { "units in the cells", "time,temperature\n2026-05-01T08:00:00Z,4.5 °C\n2026-05-01T08:30:00Z,9.5°C\n" },
        { "Fahrenheit", "time,Temperature (°F)\n2026-05-01T08:00:00Z,40.1\n2026-05-01T08:30:00Z,49.1\n" },
        { "date and time apart", "Date,Time,Celsius\n2026-05-01,08:00:00,4.5\n2026-05-01,08:30:00,9.5\n" },
        { "other columns", "id,ISOdateTime,humidity,temperature,battery\n7,2026-05-01T08:00:00.000Z,44,4.5,99\n7,2026-05-01T08:30:00.000Z,44,9.5,99\n" },
        { "unix time", "ts,value\n1777622400,4.5\n1777624200,9.5\n" },
        { "unix milliseconds", "ts,value\n1777622400000,4.5\n1777624200000,9.5\n" },
        { "offset without a colon", "time,temperature\n2026-05-01T16:00:00+0800,4.5\n2026-05-01T16:30:00+08:00,9.5\n" },
        { "day first with dots", "Zeit;Temperatur\n01.05.2026 08:00:00;4,5\n01.05.2026 08:30:00;9,5\n" },
        { "said twice", "time,temperature\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5\n" },
        { "titles again", "time,temperature\n2026-05-01T08:00:00Z,4.5\ntime,temperature\n2026-05-01T08:30:00Z,9.5\n" },
        { "a quotation mark out of place", "time,temperature,note\n2026-05-01T08:00:00Z,4.5,\"door\n2026-05-01T08:30:00Z,9.5,\n" },
        { "a title of two lines", "time,\"temperature\n(°C)\"\n2026-05-01T08:00:00Z,4.5\n2026-05-01T08:30:00Z,9.5\n" },
        { "sep", "sep=;\ntime;temperature\n2026-05-01T08:00:00Z;4,5\n2026-05-01T08:30:00Z;9,5\n" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_same_two_readings_are_read_of_every_form(string form, string csv)
    {
        Evaluate told = await Evaluate.FridgeAsync(csv);

        Assert.Equal((0, form), (told.ExitCode, form));
        Assert.Equal(2, told["readings"].GetInt32());
        Assert.Equal(0, told["unreadableRows"].GetInt32());
        Assert.Equal("2026-05-01T08:00:00Z", told["firstReadingAt"].GetString());
        Assert.Equal("2026-05-01T08:30:00Z", told["excursions"][0].GetProperty("start").GetString());
        Assert.Equal(9.5m, told["excursions"][0].GetProperty("peakCelsius").GetDecimal());
        Assert.Equal(4.5m, told["days"][0].GetProperty("minCelsius").GetDecimal());
    }

    [Theory]
    [InlineData("--value-column", "probe b")]
    [InlineData("--value-column", "3")]
    public async Task A_column_is_named_by_title_or_number(string option, string column)
    {
        Evaluate told = await Evaluate.FridgeAsync("when,Probe A,Probe B\n2026-05-01 08:00,4,9\n2026-05-01 08:01,4,9\n", option, column);

        Assert.Equal("Probe B", told["valueColumn"].GetString());
        Assert.Equal(9m, told["days"][0].GetProperty("minCelsius").GetDecimal());
    }

    [Fact]
    public async Task Where_two_columns_may_be_meant_none_is_taken_and_all_are_listed()
    {
        Evaluate refused = await Evaluate.FridgeAsync("when,Probe A,Probe B\n2026-05-01 08:00,4,9\n2026-05-01 08:01,4,9\n");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("2 'Probe A', 3 'Probe B'", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--value-column", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_a_mistake_that_lists_those_that_are()
    {
        Evaluate refused = await Evaluate.FridgeAsync("when,Probe A\n2026-05-01 08:00,4\n", "--value-column", "Probe C");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("1 'when', 2 'Probe A'", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("time,temperature\n")]
    [InlineData("PK\u0003\u0004\0\0")]
    [InlineData("temperatures of the week\n4.5\n5.5\n")]
    public async Task A_file_without_a_series_is_refused_with_a_reason(string csv)
    {
        Evaluate refused = await Evaluate.FridgeAsync(csv);

        Assert.Equal(2, refused.ExitCode);
        Assert.NotEmpty(refused.Errors);
    }

    [Fact]
    public async Task Month_day_year_is_never_guessed()
    {
        const string American = "time,temperature\n\"5/6/2026, 8:00:00 PM\",4.5\n\"5/6/2026, 8:01:00 PM\",4.5\n";
        Evaluate unread = await Evaluate.FridgeAsync(American);
        Evaluate told = await Evaluate.FridgeAsync(American, "--time-format", "M/d/yyyy, h:mm:ss tt");

        Assert.Equal(3, unread.ExitCode);
        Assert.Contains("--time-format", unread.Errors, StringComparison.Ordinal);
        Assert.Equal("2026-05-06T20:00:00Z", told["firstReadingAt"].GetString());
    }

    [Fact]
    public async Task Chinese_titles_are_read_in_the_encoding_of_Chinese_spreadsheets()
    {
        Encoding chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Evaluate told = await Evaluate.BytesAsync(
            chinese.GetBytes("时间,温度(℃)\n2026/5/1 8:00,4.5\n2026/5/1 8:01,4.5\n"), "--profile", "CN-IMM", "--storage", "fridge", "--json");

        Assert.Equal("温度(℃)", told["valueColumn"].GetString());
        Assert.Equal(2, told["readings"].GetInt32());
    }

    [Fact]
    public async Task Of_two_values_for_one_moment_the_one_further_out_is_judged_and_the_conflict_is_named() // EX-13
    {
        Evaluate told = await Evaluate.FridgeAsync(
            "time,temperature\n2026-05-01T08:00:00Z,5\n2026-05-01T08:01:00Z,8.4\n2026-05-01T08:01:00Z,5.1\n2026-05-01T08:02:00Z,5\n");

        Assert.Equal(8.4m, told["excursions"][0].GetProperty("peakCelsius").GetDecimal());
        JsonElement fault = Assert.Single(told["faults"].EnumerateArray());
        Assert.Equal("conflict", fault.GetProperty("kind").GetString());
        Assert.Equal("2026-05-01T08:01:00Z", fault.GetProperty("at").GetString());
    }
}
