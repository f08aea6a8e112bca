using System.Net;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Alarming;

public sealed class AlarmPagesTests
{
    [Fact]
    public async Task The_list_and_the_page_say_which_fridge_how_warm_and_who_was_told()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.LinkOfNewAlarmAsync();
        using HttpClient nurse = await server.Server.LogInAsync("nurse");

        string list = await nurse.GetStringAsync(Path("/alarms"), Token);
        string page = await nurse.GetStringAsync(Path("/alarms/1"), Token);

        Assert.Contains("等待应答", list, StringComparison.Ordinal);
        Assert.Contains("1号冰箱", page, StringComparison.Ordinal);
        Assert.Contains("首次通知", page, StringComparison.Ordinal);
        // AL-18
        Assert.Contains("w****@example.cn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wangfang@example.cn", list + page, StringComparison.Ordinal);
        // AL-09: a page that many see carries nobody's link.
        Assert.DoesNotContain("/a/", page, StringComparison.Ordinal);
    }

    [Fact] // EX-35
    public async Task A_fridge_without_power_is_forecast_towards_fifteen_degrees_on_the_page_and_in_the_message()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.Server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 1_500, untilMinutesAgo: 74);
        await server.Server.RiseAsync("gaochuan/fridge-1", 5_000, 50, fromMinutesAgo: 73);
        await server.RunAsync();
        using HttpClient nurse = await server.Server.LogInAsync("nurse");

        Assert.Matches("照此升温</dt><dd[^>]*>约 (1 小时|2 小时)[^<]*后到 15\\.0℃", WebUtility.HtmlDecode(await nurse.GetStringAsync(Path("/alarms/1"), Token)));
        Assert.Matches("照此升温，约 .*后到 15\\.0℃", Assert.Single(server.Inbox.Messages).Text); // 6.35 K at 0.05 K a minute: 127 minutes
    }

    [Fact] // AL-08, AL-11
    public async Task A_nurse_takes_and_closes_on_the_page_of_the_alarm()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        long excursion = await server.WarmAsync("gaochuan/fridge-1");
        await server.RunAsync();
        using HttpClient nurse = await server.Server.LogInAsync("nurse");

        await PostAsync(nurse, "/alarms/1", "/alarms/1/take", ("from", "page"));
        Assert.Equal("李护士", (await server.AlarmAsync()).TakenBy);

        await server.CoolAsync(excursion);
        await server.RunAsync();
        string missing = await PostAsync(nurse, "/alarms/1", "/alarms/1/explain", ("Cause", "停电"));
        Assert.Contains("请填写处理措施", missing, StringComparison.Ordinal);
        string closed = await PostAsync(nurse, "/alarms/1", "/alarms/1/explain", ("Cause", "停电"), ("Action", "移至2号"));

        Assert.Contains("李护士 关闭", closed, StringComparison.Ordinal);
        Assert.Equal(AlarmStage.Closed, (await server.AlarmAsync()).Stage);
    }

    [Theory]
    [InlineData("/alarms/1")]
    [InlineData("/alarms/999")]
    public async Task Another_townships_alarm_is_not_found_and_not_in_the_list(string page)
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.LinkOfNewAlarmAsync();
        using HttpClient other = await server.Server.LogInAsync("baishi-nurse");

        using HttpResponseMessage answer = await other.GetAsync(Path(page), Token);
        using HttpResponseMessage taken = await other.PostAsync(Path($"{page}/take"), null, Token);
        string list = await other.GetStringAsync(Path("/alarms"), Token);
        string contacts = await other.GetStringAsync(Path("/contacts"), Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        Assert.Contains("没有报警", list, StringComparison.Ordinal);
        Assert.DoesNotContain("王芳", contacts, StringComparison.Ordinal);
        Assert.Equal(AlarmStage.Raised, (await server.AlarmAsync()).Stage);
    }

    [Fact]
    public async Task An_auditor_sees_everything_and_answers_nothing()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.LinkOfNewAlarmAsync();
        using HttpClient auditor = await server.Server.LogInAsync("auditor");

        string page = await auditor.GetStringAsync(Path("/alarms/1"), Token);
        using HttpResponseMessage taken = await auditor.PostAsync(Path("/alarms/1/take"), null, Token);

        Assert.DoesNotContain("<form method=\"post\" action=\"/alarms", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, taken.StatusCode);
    }

    [Fact]
    public async Task A_post_from_another_site_takes_nothing()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.LinkOfNewAlarmAsync();
        using HttpClient nurse = await server.Server.LogInAsync("nurse");

        using FormUrlEncodedContent forged = new([new("from", "elsewhere")]);
        using HttpResponseMessage answer = await nurse.PostAsync(Path("/alarms/1/take"), forged, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(AlarmStage.Raised, (await server.AlarmAsync()).Stage);
    }

    [Fact]
    public async Task An_administrator_sends_a_test_message_that_arrives_and_nobody_else_can()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        using HttpClient administrator = await server.Server.LogInAsync("admin");
        using HttpClient nurse = await server.Server.LogInAsync("nurse");

        long robot = await server.InRecordsAsync(records => records.Set<ContactChainStep>()
            .Where(contact => contact.Way == ContactWay.WeCom).Select(contact => contact.Id).SingleAsync(Token));
        await PostAsync(administrator, "/contacts", $"/contacts/{robot}/test", ("from", "page"));
        await server.RunAsync();
        using HttpResponseMessage refused = await nurse.PostAsync(Path($"/contacts/{robot - 1}/test"), null, Token);

        Assert.StartsWith("【测试】", Assert.Single(server.Inbox.Messages).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("已送达", await administrator.GetStringAsync(Path("/contacts"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_local_inbox_shows_what_travelled_and_is_off_unless_configured()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.LinkOfNewAlarmAsync();
        using HttpClient nurse = await server.Server.LogInAsync("nurse");
        Assert.Contains("【超温】高川镇卫生院 1号冰箱", await nurse.GetStringAsync(Path("/inbox"), Token), StringComparison.Ordinal);
        using HttpClient elsewhere = await server.Server.LogInAsync("baishi-nurse");
        Assert.DoesNotContain("高川镇卫生院", await elsewhere.GetStringAsync(Path("/inbox"), Token), StringComparison.Ordinal);

        await using ServerUnderTest ordinary = await ServerUnderTest.StartAsync();
        using HttpClient person = await ordinary.LogInAsync("nurse");
        Assert.Contains("未启用", await person.GetStringAsync(Path("/inbox"), Token), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    /// <summary>Posts with the antiforgery token of a page, and follows.</summary>
    internal static async Task<string> PostAsync(
        HttpClient client, string page, string path, params (string Name, string Value)[] fields)
    {
        string html = await client.GetStringAsync(Path(page), Token);
        const string Before = "name=\"__RequestVerificationToken\" value=\"";
        string main = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        int start = main.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        Dictionary<string, string> all = fields.ToDictionary(field => field.Name, field => field.Value);
        all.Add("__RequestVerificationToken", WebUtility.HtmlDecode(main[start..main.IndexOf('"', start)]));
        using FormUrlEncodedContent form = new(all);
        using HttpResponseMessage answer = await client.PostAsync(Path(path), form, Token);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await client.GetStringAsync(new Uri(answer.Headers.Location!.ToString().Split('#')[0], UriKind.Relative), Token);
    }
}
