using System.Globalization;
using System.Net;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Inspection;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Inspection;

public sealed class MonthPageTests
{
    private const string Page = "/months/2026-05/gaochuan/fridge-1";

    [Fact]
    public async Task The_month_has_a_row_a_day_with_figures_readings_and_what_was_missed()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FillAsync(server);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync(Page));

        Assert.Contains("2026年5月冷链设备温度记录表", words, StringComparison.Ordinal);
        Assert.Contains("1 4.0 9.0 4.8 120 660 4.6 08:00 李护士 未记录 超温 05-01 10:00–12:00，最远 9.0 °C，超出 120 分钟 发现时已结束，列入清单", words, StringComparison.Ordinal);
        Assert.Contains("人工测温 1/2 次 50.0 %", words, StringComparison.Ordinal);
        Assert.Contains("数据完整率 54.1 %", words, StringComparison.Ordinal);
        Assert.Contains("31", words, StringComparison.Ordinal);
    }

    [Fact] // EX-38
    public async Task A_profile_that_changes_later_does_not_judge_the_days_before_it()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FillAsync(server);
        await using (AsyncServiceScope scope = server.App.Services.CreateAsyncScope())
        {
            RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
            StorageUnitId unitId = StorageUnitId.Parse("gaochuan/fridge-1", CultureInfo.InvariantCulture);
            Instant change = server.Clock.GetCurrentInstant() + TimeSpan.FromDays(3);
            StorageUnit unit = await records.StorageUnits.SingleAsync(one => one.Id == unitId, TestContext.Current.CancellationToken);
            records.Add(new KeptProfile { StorageUnitId = unit.Id, ProfileId = unit.ProfileId, KeptFrom = KeptProfile.Always });
            records.Add(new KeptProfile { StorageUnitId = unit.Id, ProfileId = "CN-IMM/freezer", KeptFrom = change });
            unit.ProfileId = "CN-IMM/freezer";
            await records.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using HttpClient inspector = await server.LogInAsync("inspector");

        Assert.Contains("1 4.0 9.0 4.8 120 660 4.6 08:00", Html.Words(await inspector.ReadAsync(Page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_CSV_file_says_the_same_cell_by_cell()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FillAsync(server);
        using HttpClient inspector = (await server.LogInAsync("inspector")).InEnglish();
        CancellationToken token = TestContext.Current.CancellationToken;

        using HttpResponseMessage answer = await inspector.GetAsync(new Uri("/api/v1" + Page, UriKind.Relative), token);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync(token);
        string[] lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");

        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, bytes[..3]);
        Assert.Equal("2026-05-gaochuan-fridge-1.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(
            "date,lowest (°C),highest (°C),mean (°C),out of range (min),unobserved (min),morning time,morning fridge (°C),morning freezer (°C),morning signed by,morning remark,afternoon time,afternoon fridge (°C),afternoon freezer (°C),afternoon signed by,afternoon remark,excursions,action,logger's own lowest (°C),logger's own highest (°C)",
            lines[0]);
        Assert.Equal(
            "2026-05-01,4.0,9.0,4.8,120,660,08:00,4.6,,李护士,,,,,,not recorded,\"too warm 05-01 10:00–12:00, furthest 9.0 °C, 120 min out\",over when it was discovered; on the list,,",
            lines[1]);
        Assert.Equal("2026-05-31,,,,,,,,,,,,,,,,,,,", lines[31]);
        Assert.Equal(33, lines.Length);
    }

    [Fact]
    public async Task What_the_logger_says_of_the_day_stands_beside_the_figures_and_changes_none()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FillAsync(server);
        await server.LoggerDayAsync("gaochuan/fridge-1", 1, 3_700, 11_200);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync(Page));

        Assert.Contains("记录仪自记（不参与判定）", words, StringComparison.Ordinal);
        Assert.Contains("1 4.0 9.0 4.8 120 660 3.7 11.2 4.6 08:00", words, StringComparison.Ordinal);
        Assert.Contains("数据完整率 54.1 %", words, StringComparison.Ordinal);
        Assert.Contains("Logger&#x27;s own day (not judged)", await inspector.InEnglish().ReadAsync(Page), StringComparison.Ordinal);
        Assert.Contains(",3.7,11.2\r\n", await inspector.ReadAsync("/api/v1" + Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-5")]
    [InlineData("2026-13")]
    [InlineData("1026-05")]
    [InlineData("now")]
    public async Task What_is_no_month_is_not_found(string month)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient inspector = await server.LogInAsync("inspector");

        Assert.Equal(HttpStatusCode.NotFound, await inspector.StatusAsync($"/months/{month}/gaochuan/fridge-1"));
        Assert.Equal(HttpStatusCode.NotFound, await inspector.StatusAsync($"/api/v1/months/{month}/gaochuan/fridge-1"));
    }

    [Fact]
    public async Task The_month_of_another_facility_s_unit_is_not_found()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync("/months/2026-05/baishi/fridge-1"));
        Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync("/api/v1/months/2026-05/baishi/fridge-1"));
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync(Page));
    }

    [Theory] // HR-07
    [InlineData("nurse", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    public async Task Staff_cannot_sign_for_an_inspector(string person, HttpStatusCode refused)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(person);
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.DoesNotContain("month-reviews", await client.ReadAsync(Page), StringComparison.Ordinal);
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["finding"] = "all well" });
        using HttpResponseMessage posted = await client.PostAsync(
            new Uri("/month-reviews/2026-05/gaochuan/fridge-1", UriKind.Relative), form, token);
        Assert.Equal(refused, posted.StatusCode);
        Assert.Empty(await ReviewsAsync(server));
    }

    [Fact] // HR-07
    public async Task An_inspector_signs_the_month_with_a_finding()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient inspector = await server.LogInAsync("inspector");
        CancellationToken token = TestContext.Current.CancellationToken;
        string html = await inspector.ReadAsync(Page);
        string proof = System.Text.RegularExpressions.Regex.Matches(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")[^1].Groups[1].Value;

        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["finding"] = "下午测温缺 1 次",
            ["password"] = ServerUnderTest.Password,
            ["__RequestVerificationToken"] = proof,
        });
        using HttpResponseMessage posted = await inspector.PostAsync(
            new Uri("/month-reviews/2026-05/gaochuan/fridge-1", UriKind.Relative), form, token);

        Assert.Equal(HttpStatusCode.Found, posted.StatusCode);
        string page = Html.Words(await inspector.ReadAsync(Page));
        Assert.Contains("张督导 ：下午测温缺 1 次", page, StringComparison.Ordinal);
        Assert.Contains("张督导 （督导员） 复核， 2026-05-01 08:00", page, StringComparison.Ordinal);
        Assert.Equal("张督导", Assert.Single(await ReviewsAsync(server)).ReviewedBy);
    }

    /// <summary>
    /// The first of May: 4 °C from midnight to 10:00, 9 °C to 12:00, 4 °C to 12:30, then silence; read by hand at 08:00.
    /// It is 00:00 on the second when the readings arrive, the warm ones last, and when the sheet is looked at.
    /// </summary>
    private static async Task FillAsync(ServerUnderTest server)
    {
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpResponseMessage read = await ServerUnderTest.PostFormAsync(
            nurse, "/hand-readings/gaochuan/fridge-1", new Dictionary<string, string> { ["Form.Value"] = "4.6", ["Form.Password"] = ServerUnderTest.Password });
        Assert.Equal(HttpStatusCode.Found, read.StatusCode);
        server.Clock.Advance(TimeSpan.FromHours(16));
        await server.HoldAsync("gaochuan/fridge-1", 4_000, fromMinutesAgo: 24 * 60, untilMinutesAgo: (14 * 60) + 1);
        await server.HoldAsync("gaochuan/fridge-1", 4_000, fromMinutesAgo: 12 * 60, untilMinutesAgo: (11 * 60) + 30);
        await server.HoldAsync("gaochuan/fridge-1", 9_000, fromMinutesAgo: 14 * 60, untilMinutesAgo: (12 * 60) + 1);
    }

    private static async Task<IReadOnlyList<MonthReview>> ReviewsAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().Set<MonthReview>().AsNoTracking()
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
