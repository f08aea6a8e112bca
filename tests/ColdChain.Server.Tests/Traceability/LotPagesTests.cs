using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability.Papers;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Traceability;

/// <summary>The pages over <see cref="Csv.Story"/>: a lot that went from the cold room to gaochuan/fridge-2.</summary>
public sealed partial class LotPagesTests
{
    [Fact]
    public async Task The_page_of_a_lot_shows_its_way_its_minutes_and_what_is_missing()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        string page = await ReadAsync(server, "auditor", "/lots/1");
        Assert.Contains("乙肝疫苗", page, StringComparison.Ordinal);
        Assert.Contains("批签2026-1", page, StringComparison.Ordinal);

        // 08:00 to 10:00 by the books; the hand readings attest 08:10 to 09:50.
        Assert.Contains("手工签字证明 1 小时 40 分", Words(page), StringComparison.Ordinal);
        Assert.Contains("无人监测 20 分钟", Words(page), StringComparison.Ordinal);
    }

    // LT-08
    [Fact]
    public async Task Entries_that_papers_leave_empty_are_named_on_the_page()
    {
        string story = Csv.Story.Replace("高川镇卫生院,2号冰箱,,,", "高川镇卫生院,,,,", StringComparison.Ordinal);
        await using ServerUnderTest server = await StartAsync(story);
        Assert.Contains("单据缺项：储存设备", Words(await ReadAsync(server, "auditor", "/lots/1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_sensor_measured_while_the_lot_was_there_is_counted()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        await MeasureAsync(server, (0, 5_000), (20, 9_000), (40, 5_000));
        string page = Words(await ReadAsync(server, "auditor", "/lots/1"));
        Assert.Contains("最低 5.0 °C , 最高 9.0 °C", page, StringComparison.Ordinal);
        Assert.Contains("实测正常 50 分钟", page, StringComparison.Ordinal);
        Assert.Contains("实测超出范围 20 分钟", page, StringComparison.Ordinal);
    }

    // LT-09, LT-13
    [Fact]
    public async Task Without_a_unit_on_the_paper_the_worst_of_the_suitable_units_counts_and_is_marked()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story.Replace("2号冰箱", string.Empty, StringComparison.Ordinal));
        await MeasureAsync(server, (0, 5_000), (20, 9_000), (40, 5_000));
        string page = Words(await ReadAsync(server, "auditor", "/lots/1"));
        Assert.Contains("单据未写明设备", page, StringComparison.Ordinal);
        Assert.Contains("实测超出范围 20 分钟", page, StringComparison.Ordinal);
        Assert.DoesNotContain("实测正常", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excursion_and_the_lots_it_touched_lead_to_each_other_also_for_a_lot_that_came_while_it_lasted()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        Instant received = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 4, 1, 2, 0, 0, TimeSpan.Zero));
        await AddExcursionAsync(server, received - TimeSpan.FromHours(1), received + TimeSpan.FromHours(1));
        Assert.Contains("href=\"/excursions/1\"", await ReadAsync(server, "nurse", "/lots/1"), StringComparison.Ordinal);
        Assert.Contains("href=\"/lots/1\"", await ReadAsync(server, "nurse", "/excursions/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excursion_that_was_over_before_the_lot_came_is_not_on_its_page()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        Instant received = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 4, 1, 2, 0, 0, TimeSpan.Zero));
        await AddExcursionAsync(server, received - TimeSpan.FromHours(2), received - TimeSpan.FromHours(1));
        Assert.DoesNotContain("/excursions/1", await ReadAsync(server, "nurse", "/lots/1"), StringComparison.Ordinal);
        Assert.DoesNotContain("/lots/1", await ReadAsync(server, "nurse", "/excursions/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_township_sees_its_own_part_of_a_lots_way_and_another_township_nothing()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        string own = Words(await ReadAsync(server, "nurse", "/lots/1"));
        Assert.Contains("2号冰箱", own, StringComparison.Ordinal);
        Assert.DoesNotContain("1号冷库", own, StringComparison.Ordinal);
        using HttpClient other = await server.LogInAsync("baishi-nurse");
        foreach (string address in new[] { "/lots/1", "/lots/2", "/stock?place=gaochuan", "/stock?place=gaochuan/fridge-2", "/stock?place=../x" })
        {
            using HttpResponseMessage answer = await other.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.DoesNotContain("202601A01", await ReadAsync(server, "baishi-nurse", "/lots"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lots_are_found_by_number_and_by_vaccine_in_both_languages()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        foreach (string text in new[] { "601a0", "乙肝", "hepatitis", "虚构生物" })
        {
            Assert.Contains("202601A01", await ReadAsync(server, "inspector", "/lots?q=" + Uri.EscapeDataString(text)), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("202601A01", await ReadAsync(server, "inspector", "/lots?q=zzz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_is_shown_for_the_moment_that_is_asked_for()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story);
        Assert.Contains("1 条，70 人份", await ReadAsync(server, "nurse", "/stock?place=gaochuan/fridge-2"), StringComparison.Ordinal);
        Assert.Contains("1 条，100 人份", await ReadAsync(server, "nurse", "/stock?place=gaochuan/fridge-2&at=2026-04-10T15:59"), StringComparison.Ordinal);
        Assert.Contains("没有登记库存", await ReadAsync(server, "nurse", "/stock?place=gaochuan/fridge-2&at=2026-04-01T09:59"), StringComparison.Ordinal);
    }

    // LT-02
    [Fact]
    public async Task An_expired_lot_is_red_and_says_so()
    {
        await using ServerUnderTest server = await StartAsync(Csv.Story.Replace("2027-12-31", "2026-04-30", StringComparison.Ordinal));
        Assert.Contains("已过期", await ReadAsync(server, "nurse", "/stock?place=gaochuan"), StringComparison.Ordinal);
        Assert.Contains("已过有效期，仍有 70 人份", await ReadAsync(server, "nurse", "/lots/1"), StringComparison.Ordinal);
        Assert.Contains("有问题待查", await ReadAsync(server, "nurse", "/lots"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_uploaded_on_the_page_and_its_mistakes_are_listed_there()
    {
        await using ServerUnderTest server = await StartAsync(null);
        using HttpClient admin = await server.LogInAsync("admin");
        string refused = await UploadAsync(admin, Csv.Story.Replace("500", "none", StringComparison.Ordinal));
        Assert.Contains("第 2 行：数量(人份)“none”不是整数", refused, StringComparison.Ordinal);
        Assert.Contains("登记了 4 行", await UploadAsync(admin, Csv.Story), StringComparison.Ordinal);
        Assert.Contains("另有 4 行以前已登记", await UploadAsync(admin, Csv.Story), StringComparison.Ordinal);
    }

    private static async Task<ServerUnderTest> StartAsync(string? csv)
    {
        ServerUnderTest server = await ServerUnderTest.StartAsync();
        if (csv is not null)
        {
            await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
            ImportOutcome outcome = await scope.ServiceProvider.GetRequiredService<MovementImport>()
                .EnterAsync("/", PaperSheet.Read(Csv.Bytes(csv)), TestContext.Current.CancellationToken);
            Assert.Empty(outcome.Mistakes);
        }

        return server;
    }

    private static async Task AddExcursionAsync(ServerUnderTest server, Instant from, Instant to)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        records.Add(new ExcursionEntry
        {
            StorageUnitId = StorageUnitId.Parse("gaochuan/fridge-2", null),
            SensorId = SensorId.Parse("gaochuan/fridge-2/top", null),
            FacilityId = FacilityId.Parse("gaochuan", null),
            Side = LimitSide.High,
            Limit = Temperature.FromMilliCelsius(8_000),
            LimitIsInclusive = true,
            ProfileId = "CN-IMM/fridge",
            ProfileVersion = 1,
            StartedAt = from,
            EndedAt = to,
            Peak = Temperature.FromMilliCelsius(9_000),
            PeakAt = from,
            DiscoveredAt = to,
        });
        await records.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadAsync(ServerUnderTest server, string userName, string address)
    {
        using HttpClient client = await server.LogInAsync(userName);
        return WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken));
    }

    /// <summary>The text of a page without its tags, blanks made one.</summary>
    private static string Words(string page) => Blanks().Replace(Tags().Replace(page, " "), " ");

    /// <summary>Readings of gaochuan/fridge-2/top, in minutes after 12:00 of a day on which the lot was there.</summary>
    private static async Task MeasureAsync(ServerUnderTest server, params (int Minute, int MilliCelsius)[] readings)
    {
        Instant noon = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 4, 20, 4, 0, 0, TimeSpan.Zero));
        Arrival arrival = new()
        {
            Agent = AgentId.Parse("gaochuan-gateway", null),
            Journal = JournalId.FromGuid(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
            StoredAt = ServerUnderTest.Start,
            Series = ArrivedSeries.Of(
                readings.Select((reading, index) => new ArrivedReading(
                    index + 1,
                    new Reading(
                        SensorId.Parse("gaochuan/fridge-2/top", null),
                        noon + TimeSpan.FromMinutes(reading.Minute),
                        Temperature.FromMilliCelsius(reading.MilliCelsius),
                        ReadingFlags.None)))),
        };
        await server.App.Services.GetRequiredService<IReadingHistory>().AppendAsync(arrival, TestContext.Current.CancellationToken);
    }

    private static async Task<string> UploadAsync(HttpClient client, string csv)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Uri address = new("/movements/import", UriKind.Relative);
        string html = await client.GetStringAsync(address, token);
        using MultipartFormDataContent form = [];
        foreach (Match hidden in Hidden().Matches(html[html.IndexOf("<main", StringComparison.Ordinal)..]))
        {
            form.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups["value"].Value)), hidden.Groups["name"].Value);
        }

        form.Add(new ByteArrayContent(Csv.Bytes(csv)), "List", "list.csv");
        using HttpResponseMessage answer = await client.PostAsync(address, form, token);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(token));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
