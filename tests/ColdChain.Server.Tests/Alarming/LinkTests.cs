using System.Net;
using ColdChain.Core.Alarms;
using ColdChain.Server.Alarming;
using ColdChain.Server.Alarming.Links;
using ColdChain.Server.Audit;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Alarming;

public sealed class LinkTests
{
    [Fact] // AL-09
    public async Task Opening_the_link_shows_the_alarm_and_takes_nothing_however_often()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        string link = await server.LinkOfNewAlarmAsync();
        using HttpClient phone = server.Server.Anonymous();

        for (int preview = 0; preview < 3; preview++)
        {
            using HttpResponseMessage page = await phone.GetAsync(Path(link), Token);
            string html = await page.Content.ReadAsStringAsync(Token);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("我来处理", html, StringComparison.Ordinal);
            Assert.Contains("30 分钟内把疫苗移到正常的冷链设备", html, StringComparison.Ordinal);
            Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        }

        using HttpRequestMessage head = new(HttpMethod.Head, Path(link));
        using HttpResponseMessage headed = await phone.SendAsync(head, Token);
        Assert.Equal(AlarmStage.Raised, (await server.AlarmAsync()).Stage);
    }

    [Fact] // AL-08, AL-09
    public async Task Pressing_the_button_takes_it_without_a_log_in_and_the_record_says_who()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        string link = await server.LinkOfNewAlarmAsync();
        using HttpClient phone = server.Server.Anonymous();

        string html = await PostAsync(phone, $"{link}/take");

        Assert.Contains("王芳 正在处理", html, StringComparison.Ordinal);
        Alarm alarm = await server.AlarmAsync();
        Assert.Equal((AlarmStage.Taken, "王芳"), (alarm.Stage, alarm.TakenBy));
        Assert.Equal(server.Now + TimeSpan.FromMinutes(30), alarm.PausedUntil);
        List<AuditEntry> trail = await server.InRecordsAsync(records => records.AuditEntries
            .Where(entry => entry.Subject == "alarm" && entry.Action == "change")
            .OrderBy(entry => entry.Id)
            .ToListAsync(Token));
        Assert.Equal("link:王芳", trail[^1].Actor);
        Assert.Contains("Taken", trail[^1].NewValues, StringComparison.Ordinal);
    }

    [Fact] // AL-09
    public async Task A_link_takes_once()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        string link = await server.LinkOfNewAlarmAsync();
        using HttpClient phone = server.Server.Anonymous();
        await PostAsync(phone, $"{link}/take");
        server.Server.Clock.Advance(TimeSpan.FromMinutes(31));
        await server.RunAsync();
        Assert.Equal(AlarmStage.Resumed, (await server.AlarmAsync()).Stage);

        string html = await PostAsync(phone, $"{link}/take");

        Assert.Contains("最新一条消息里有新的链接", html, StringComparison.Ordinal);
        Assert.Equal(AlarmStage.Resumed, (await server.AlarmAsync()).Stage);
    }

    [Fact] // AL-08
    public async Task When_the_pause_is_over_whoever_took_it_is_told_too_and_the_next_in_their_language()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        string link = await server.LinkOfNewAlarmAsync();
        using HttpClient phone = server.Server.Anonymous();
        await PostAsync(phone, $"{link}/take");

        server.Server.Clock.Advance(TimeSpan.FromMinutes(31));
        await server.RunAsync();

        Assert.Equal(["liu@example.cn", "wangfang@example.cn"], server.Inbox.Messages.Take(2).Select(message => message.To).Order());
        Assert.Contains(server.Inbox.Messages, message => message.Subject.StartsWith("[TOO WARM] Gaochuan Health Centre Fridge 1", StringComparison.Ordinal));
        Assert.Contains(server.Inbox.Messages, message => message.Text.Contains("暂停时间已到", StringComparison.Ordinal));
    }

    [Fact] // AL-09
    public async Task After_a_day_the_link_shows_and_takes_nothing()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        string link = await server.LinkOfNewAlarmAsync();
        using HttpClient phone = server.Server.Anonymous();
        server.Server.Clock.Advance(TimeSpan.FromHours(24));

        using HttpResponseMessage page = await phone.GetAsync(Path(link), Token);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain("1号冰箱", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using HttpResponseMessage taken = await phone.PostAsync(Path($"{link}/take"), null, Token);
        Assert.NotEqual(AlarmStage.Taken, (await server.AlarmAsync()).Stage);
    }

    [Theory] // AL-09
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("x")]
    [InlineData("%27%20OR%201=1")]
    public async Task A_guessed_token_opens_and_takes_nothing(string token)
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.LinkOfNewAlarmAsync();
        using HttpClient stranger = server.Server.Anonymous();

        using HttpResponseMessage page = await stranger.GetAsync(Path($"/a/{token}"), Token);
        using HttpResponseMessage taken = await stranger.PostAsync(Path($"/a/{token}/take"), null, Token);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        Assert.Equal(AlarmStage.Raised, (await server.AlarmAsync()).Stage);
    }

    [Fact] // AL-09
    public async Task No_token_is_stored_anywhere_in_the_records()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        string token = (await server.LinkOfNewAlarmAsync())["/a/".Length..];

        AcknowledgementLink link = await server.InRecordsAsync(
            records => records.Set<AcknowledgementLink>().SingleAsync(Token));
        Assert.Equal(LinkTokens.Hash(token), link.TokenSha256);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (string file in Directory.GetFiles(server.Server.Directory, "records.db*"))
        {
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(token, await reader.ReadToEndAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact] // AL-11
    public async Task Through_the_link_cause_and_action_close_it_once_the_fridge_is_back()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        long excursion = await server.WarmAsync("gaochuan/fridge-1");
        await server.RunAsync();
        string link = server.NewestLink();
        using HttpClient phone = server.Server.Anonymous();
        await PostAsync(phone, $"{link}/take");

        string early = await PostAsync(phone, $"{link}/explain", ("Cause", "停电"), ("Action", "疫苗移至2号冰箱"));
        Assert.Contains("恢复后才能关闭", early, StringComparison.Ordinal);
        Assert.Equal(AlarmStage.Taken, (await server.AlarmAsync()).Stage);

        await server.CoolAsync(excursion);
        await server.RunAsync();
        string late = await PostAsync(phone, $"{link}/explain", ("Cause", "停电"), ("Action", "疫苗移至2号冰箱"));
        Assert.Contains("此报警已关闭", late, StringComparison.Ordinal);
        Alarm alarm = await server.AlarmAsync();
        Assert.Equal(("王芳", "停电", "疫苗移至2号冰箱"), (alarm.ClosedBy, alarm.Cause, alarm.Action));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    /// <summary>Posts and follows to the page that says what came of it.</summary>
    private static async Task<string> PostAsync(HttpClient phone, string path, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new(fields.ToDictionary(field => field.Name, field => field.Value));
        using HttpResponseMessage answer = await phone.PostAsync(Path(path), form, Token);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await phone.GetStringAsync(answer.Headers.Location, Token);
    }
}
