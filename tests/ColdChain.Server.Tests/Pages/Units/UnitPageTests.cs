using System.Net;
using System.Text.Json;
using ColdChain.Core.Wire;

namespace ColdChain.Server.Tests.Pages.Units;

public sealed class UnitPageTests
{
    [Fact]
    public async Task The_page_of_a_unit_says_how_warm_since_when_and_draws_it()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-2", 5_000, fromMinutesAgo: 600, untilMinutesAgo: 26);
        await server.HoldAsync("gaochuan/fridge-2", 9_400, fromMinutesAgo: 25);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string html = await inspector.ReadAsync("/units/gaochuan/fridge-2");
        string words = Html.Words(html);

        Assert.Contains("9.4 °C ▲ 超温报警 自 05-01 07:35 起，已 25 分钟 数据截至 08:00", words, StringComparison.Ordinal);
        Assert.Contains("超出范围 25 分钟", words, StringComparison.Ordinal);
        Assert.Contains("无数据 14 小时", words, StringComparison.Ordinal);
        Assert.Contains("超温，进行中", words, StringComparison.Ordinal);
        Assert.Equal(2, words.Split("内存疫苗").Length); // once
        Assert.Equal(2, html.Split("class=\"chart-svg\"").Length - 1);
    }

    [Fact] // EX-35
    public async Task A_fridge_that_warms_beyond_its_usual_cycle_is_told_how_long_it_has()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-2", 5_000, fromMinutesAgo: 1_500, untilMinutesAgo: 51);
        await server.RiseAsync("gaochuan/fridge-2", 5_000, 50, fromMinutesAgo: 50);
        using HttpClient nurse = await server.LogInAsync("nurse");

        string warming = Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-2"));

        Assert.Matches("7\\.5 °C .*照此升温，约 1[05] 分钟后到 8\\.0℃", warming); // 0.5 K at 0.05 K a minute
        Assert.DoesNotContain("照此升温", Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    [Fact] // EX-24
    public async Task A_value_that_stands_still_is_in_doubt_on_the_unit_s_and_the_month_s_page_and_is_not_in_range()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: (72 * 60) + 300);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync("/units/gaochuan/fridge-1"));
        Assert.Contains("数据存疑 开始 情况 持续 04-29 03:00 读数停在 5.0 °C 长时间不变", words, StringComparison.Ordinal);
        Assert.Contains("无数据 5 小时", words, StringComparison.Ordinal);
        Assert.Contains("读数停在 5.0 °C", Html.Words(await inspector.ReadAsync("/months/2026-05/gaochuan/fridge-1")), StringComparison.Ordinal);
        Assert.Contains(
            "the value stands still at 5.0 °C", Html.Words(await inspector.InEnglish().ReadAsync("/units/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logger_s_own_days_are_shown_and_no_time_counts_as_observed_by_them()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.LoggerDayAsync("gaochuan/fridge-1", 0, 3_700, 11_200);
        await server.LoggerDayAsync("gaochuan/fridge-1", 40, 3_600, 5_200);
        using HttpClient nurse = await server.LogInAsync("nurse");

        string words = Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-1"));

        Assert.Contains("记录仪自记的每日最低和最高", words, StringComparison.Ordinal);
        Assert.Contains("2026-05-01 3.7 °C 11.2 °C 2026-03-22 3.6 °C 5.2 °C", words, StringComparison.Ordinal);
        Assert.Contains("无数据 1 天", words, StringComparison.Ordinal);
        Assert.DoesNotContain("超温", words, StringComparison.Ordinal);
        Assert.Contains(
            "daily lowest and highest", Html.Words(await nurse.InEnglish().ReadAsync("/units/gaochuan/fridge-1")), StringComparison.Ordinal);
        Assert.DoesNotContain("记录仪自记", Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-2")), StringComparison.Ordinal);
    }

    [Theory] // EX-29
    [InlineData(5_000, 1_500, 0, "能否证明在范围内 能")]
    [InlineData(9_000, 1_500, 0, "能否证明在范围内 否：超出 1 天 0 小时")]
    [InlineData(9_000, 1_500, 200, "能否证明在范围内 否：超出至少 ")]
    [InlineData(5_000, 1_500, 200, "能否证明在范围内 无法证明：无数据时最多可能超出 2 小时 50 分")]
    public async Task Whether_the_time_can_be_shown_to_have_been_in_range_is_said(int milliCelsius, int from, int until, string said)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", milliCelsius + 1, fromMinutesAgo: from, untilMinutesAgo: 1_001);
        await server.HoldAsync("gaochuan/fridge-1", milliCelsius, fromMinutesAgo: 1_000, untilMinutesAgo: until);
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains(said, Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    [Fact] // EX-23, EX-28
    public async Task What_the_agent_said_of_faults_and_power_has_its_begin_and_its_end()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 100, untilMinutesAgo: 90);
        await server.HappenAsync("gaochuan/fridge-1", WireEventKinds.SensorFault, minutesAgo: 85, "ProbeMissing: open circuit");
        await server.HappenAsync("gaochuan/fridge-1", WireEventKinds.PowerLost, minutesAgo: 60);
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 40);
        using HttpClient nurse = await server.LogInAsync("nurse");

        string words = Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-1"));

        Assert.Contains("05-01 07:00 停电 进行中", words, StringComparison.Ordinal);
        Assert.Contains("05-01 06:35 传感器故障：探头未接 gaochuan/fridge-1/top 45 分钟", words, StringComparison.Ordinal);
    }

    [Fact] // EX-28
    public async Task A_device_that_says_it_has_no_power_speaks_for_the_unit_that_it_sits_in_and_for_no_other()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 100);
        await server.HoldAsync("gaochuan/fridge-2", 5_000, fromMinutesAgo: 100);
        await server.HappenAsync(60, new WireEvent { Sequence = 0, Kind = WireEventKinds.PowerLost, At = 0, Sensor = "gaochuan/fridge-1/top" });
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("05-01 07:00 停电 进行中", Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-1")), StringComparison.Ordinal);
        Assert.DoesNotContain("停电", Html.Words(await nurse.ReadAsync("/units/gaochuan/fridge-2")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("24h")]
    [InlineData("7d")]
    [InlineData("30d")]
    [InlineData("nonsense")]
    public async Task Each_range_is_drawn_and_an_unknown_one_is_a_day(string range)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 600);
        using HttpClient nurse = (await server.LogInAsync("nurse")).InEnglish();

        string html = await nurse.ReadAsync("/units/gaochuan/fridge-1?range=" + range);

        string key = range == "nonsense" ? "24h" : range;
        Assert.Contains($"href=\"/units/gaochuan/fridge-1?range={key}\" aria-current=\"true\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unit_of_another_facility_cannot_be_told_from_one_that_does_not_exist()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");

        foreach (string page in new[] { "/units/", "/api/v1/charts/" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync(page + "baishi/fridge-1"));
            Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync(page + "nowhere/fridge-1"));
            Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync(page + "..%2Fbaishi/fridge-1"));
            Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync(page));
        }
    }

    [Fact]
    public async Task The_chart_s_figures_break_where_nobody_measured_and_are_the_facility_s_hours()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 200, untilMinutesAgo: 150);
        await server.HoldAsync("gaochuan/fridge-1", 5_500, fromMinutesAgo: 50);
        using HttpClient nurse = (await server.LogInAsync("nurse")).InEnglish();

        using JsonDocument chart = JsonDocument.Parse(await nurse.ReadAsync("/api/v1/charts/gaochuan/fridge-1"));

        long eightOnTheWall = ServerUnderTest.Start.UnixMilliseconds + (8 * 3_600_000);
        Assert.Equal(eightOnTheWall, chart.RootElement.GetProperty("until").GetInt64());
        JsonElement[] points = [.. chart.RootElement.GetProperty("lines")[0].GetProperty("points").EnumerateArray()];
        Assert.Single(points, point => point[1].ValueKind == JsonValueKind.Null);
        Assert.Equal(51 + 50 + 1, points.Length);
        Assert.Equal(2, chart.RootElement.GetProperty("gaps").GetArrayLength());
    }
}
