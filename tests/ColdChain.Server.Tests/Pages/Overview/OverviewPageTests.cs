using System.Net;

namespace ColdChain.Server.Tests.Pages.Overview;

public sealed class OverviewPageTests
{
    [Fact]
    public async Task The_worst_unit_comes_first_and_says_since_when_and_through_when()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("baishi/fridge-1", 4_600, fromMinutesAgo: 60);
        await server.HoldAsync("gaochuan/fridge-1", 5_100, fromMinutesAgo: 120, untilMinutesAgo: 50);
        await server.HoldAsync("gaochuan/fridge-2", 9_400, fromMinutesAgo: 25, untilMinutesAgo: 1);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync("/"));

        int alarm = words.IndexOf("超温报警 自 05-01 07:35 起，已 25 分钟 数据截至 07:59", StringComparison.Ordinal);
        int silent = words.IndexOf("数据中断 已 50 分钟没有读数 数据截至 07:10", StringComparison.Ordinal);
        int fine = words.IndexOf("正常 数据截至 08:00", StringComparison.Ordinal);
        Assert.True(alarm > 0 && silent > alarm && fine > silent, words);
        Assert.Contains("9.4 °C", words, StringComparison.Ordinal);
    }

    [Fact] // EX-19, EX-20
    public async Task A_unit_in_range_that_nears_its_limit_or_rises_says_so_quietly()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 7_800, fromMinutesAgo: 30);
        await server.HoldAsync("gaochuan/fridge-2", 4_000, fromMinutesAgo: 30, untilMinutesAgo: 10);
        await server.HoldAsync("gaochuan/fridge-2", 6_500, fromMinutesAgo: 9);
        await server.HoldAsync("baishi/fridge-1", 7_800, fromMinutesAgo: 29);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync("/"));

        Assert.Equal(2, words.Split("! 接近上限").Length);
        Assert.Equal(2, words.Split("! 升温较快").Length);
        Assert.DoesNotContain("超温", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nurse_sees_the_units_of_her_own_facility_only()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("baishi-nurse");

        string[] links = Html.Links(await nurse.ReadAsync("/"));

        Assert.Contains("/units/baishi/fridge-1", links);
        Assert.DoesNotContain(links, link => link.Contains("gaochuan", StringComparison.Ordinal) || link.Contains("qinghe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_script_the_page_reloads_itself_every_minute()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");

        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"60\"", await nurse.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_reading_reaches_an_open_page_by_itself()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.HoldAsync("gaochuan/fridge-1", 5_100, fromMinutesAgo: 30);
        using HttpClient nurse = await server.LogInAsync("nurse");
        CancellationToken token = TestContext.Current.CancellationToken;
        using HttpResponseMessage answer = await nurse.GetAsync(
            new Uri("/events/overview", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using StreamReader events = new(await answer.Content.ReadAsStreamAsync(token));
        Assert.Contains("5.1", await NextAsync(events, token), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromMinutes(2));
        await server.HoldAsync("gaochuan/fridge-1", 6_300, fromMinutesAgo: 1);
        Task<string> next = NextAsync(events, token);
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        string seen = await next;
        while (!seen.Contains("6.3", StringComparison.Ordinal))
        {
            next = NextAsync(events, token);
            server.Clock.Advance(TimeSpan.FromSeconds(3));
            seen = await next;
        }

        Assert.Contains("数据截至 08:02", Html.Words(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listens_to_the_events_without_a_log_in()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient anybody = server.Anonymous();

        Assert.Equal(HttpStatusCode.Unauthorized, await anybody.StatusAsync("/events/overview"));
    }

    /// <summary>The text of the next event; its end is an empty line.</summary>
    private static async Task<string> NextAsync(StreamReader events, CancellationToken token)
    {
        List<string> lines = [];
        while (await events.ReadLineAsync(token) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
