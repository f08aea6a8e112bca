using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Server.People.Entering;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.People;

public sealed partial class SessionTests
{
    private static readonly string[] Names = ["李护士", "张督导"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_ends_when_it_is_not_used_for_an_hour()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        server.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await nurse.IsInAsync());
        server.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(await nurse.IsInAsync());
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_much_it_is_used()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        int uses = 0;
        while (await nurse.IsInAsync())
        {
            uses++;
            server.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(24, uses);
    }

    [Fact]
    public async Task A_session_that_somebody_else_planted_is_not_the_one_that_a_log_in_gives()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        (string planted, _) = await CookieAsync(server, null, "nurse");
        (string given, _) = await CookieAsync(server, planted, "inspector");
        Assert.NotEqual(planted, given);
        Assert.Equal(("李护士", "张督导"), (await NameAsync(server, planted), await NameAsync(server, given)));
        Assert.Null(await NameAsync(server, "coldchain=chosen-by-somebody"));
    }

    [Fact]
    public async Task The_cookie_is_for_the_server_alone_and_never_for_a_script()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        (_, string header) = await CookieAsync(server, null, "nurse");
        Assert.Contains("httponly", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", header, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_tls_the_cookie_is_secure_and_bound_to_this_host()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(change: options => options.SecureCookies = true);
        (_, string header) = await CookieAsync(server, null, "nurse");
        Assert.StartsWith("__Host-coldchain=", header, StringComparison.Ordinal);
        Assert.Contains("secure", header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", header, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Ending_other_sessions_ends_the_others_at_once_and_keeps_the_one_that_asks()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient here = await server.LogInAsync("nurse");
        using HttpClient there = await server.LogInAsync("nurse");
        string refused = await here.SendAsync("/account", "end-sessions", ("Form.Current", "wrong"));
        Assert.Contains("现在的密码不正确", refused, StringComparison.Ordinal);
        Assert.True(await there.IsInAsync());
        await here.SendAsync("/account", "end-sessions", ("Form.Current", ServerUnderTest.Password));
        Assert.True(await here.IsInAsync());
        Assert.False(await there.IsInAsync());
    }

    [Fact]
    public async Task A_changed_password_opens_and_the_one_before_it_no_more()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient here = await server.LogInAsync("nurse");
        using HttpClient there = await server.LogInAsync("nurse");
        string answer = await here.SendAsync(
            "/account",
            "change-password",
            ("Form.Current", ServerUnderTest.Password),
            ("Form.Password", "green bicycle rain"),
            ("Form.Repeated", "green bicycle rain"));
        Assert.Contains("密码已更改", answer, StringComparison.Ordinal);
        Assert.Equal((true, false), (await here.IsInAsync(), await there.IsInAsync()));
        Assert.Equal((false, true), (await server.MayEnterAsync("nurse", ServerUnderTest.Password), await server.MayEnterAsync("nurse", "green bicycle rain")));
    }

    [Fact]
    public async Task Who_finds_a_pc_unattended_cannot_guess_the_password_there_either()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient here = await server.LogInAsync("nurse");
        for (int attempt = 0; attempt < 5; attempt++)
        {
            await here.SendAsync("/account", "end-sessions", ("Form.Current", "wrong"));
        }

        string right = await here.SendAsync("/account", "end-sessions", ("Form.Current", ServerUnderTest.Password));
        Assert.Contains("现在的密码不正确", right, StringComparison.Ordinal);
        Assert.Equal(6, await server.ReadAsync(records => records.AuditEntries.CountAsync(entry => entry.Action == "password-refused", Token)));
    }

    [Fact]
    public async Task A_copy_of_the_cookie_opens_nothing_once_its_session_was_logged_out_of_and_other_sessions_go_on()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        (string stolen, _) = await CookieAsync(server, null, "nurse");
        (string elsewhere, _) = await CookieAsync(server, null, "nurse");
        Assert.Equal("李护士", await NameAsync(server, stolen));
        Assert.Equal(HttpStatusCode.Found, await LogOutAsync(server, stolen));
        Assert.Null(await NameAsync(server, stolen));
        Assert.Equal("李护士", await NameAsync(server, elsewhere));
    }

    [Fact]
    public async Task A_restart_ends_no_session_and_revives_none()
    {
        ServerUnderTest first = await ServerUnderTest.StartAsync();
        (string ended, _) = await CookieAsync(first, null, "nurse");
        (string stands, _) = await CookieAsync(first, null, "nurse");
        await LogOutAsync(first, ended);
        await first.StopAsync();

        await using ServerUnderTest again = await ServerUnderTest.StartAsync(directory: first.Directory, clock: first.Clock);
        Assert.Equal((null, "李护士"), (await NameAsync(again, ended), await NameAsync(again, stands)));
    }

    [Fact]
    public async Task A_log_in_writes_one_row_of_which_the_id_is_a_hash_requests_write_none_and_what_is_over_is_removed()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient here = await server.LogInAsync("nurse");
        List<LogInSession> began = await SessionsAsync(server);
        Assert.True(await here.IsInAsync());
        Assert.Equal(began.Select(one => (one.IdSha256, one.EndsAt)), (await SessionsAsync(server)).Select(one => (one.IdSha256, one.EndsAt)));
        Assert.Matches("^[0-9a-f]{64}$", Assert.Single(began).IdSha256);
        server.Clock.Advance(TimeSpan.FromHours(12));
        using HttpClient later = await server.LogInAsync("inspector");
        Assert.NotEqual(began[0].IdSha256, Assert.Single(await SessionsAsync(server)).IdSha256);
    }

    [Fact]
    public async Task A_stream_of_live_rows_ends_with_the_session()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient here = await server.LogInAsync("nurse");
        using HttpResponseMessage stream = await here.GetAsync(
            new Uri("/events/overview", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
        using StreamReader reader = new(await stream.Content.ReadAsStreamAsync(Token));
        Assert.NotNull(await reader.ReadLineAsync(Token));
        await server.ReadAsync(records => records.Users.Where(person => person.UserName == "nurse")
            .ExecuteUpdateAsync(set => set.SetProperty(person => person.LockedAt, ServerUnderTest.Start), Token));
        Task<string> rest = reader.ReadToEndAsync(Token);
        while (!rest.IsCompleted)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        await rest;
    }

    private static Task<List<LogInSession>> SessionsAsync(ServerUnderTest server) =>
        server.ReadAsync(records => records.Set<LogInSession>().AsNoTracking().ToListAsync(Token));

    /// <summary>The button of the page, pressed in the browser that has this cookie.</summary>
    private static async Task<HttpStatusCode> LogOutAsync(ServerUnderTest server, string cookie)
    {
        using HttpClientHandler browser = new() { AllowAutoRedirect = false };
        browser.CookieContainer.SetCookies(server.Address, cookie);
        using HttpClient client = new(browser) { BaseAddress = server.Address };
        string page = await client.GetStringAsync(new Uri("/account", UriKind.Relative), Token);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Proof().Match(page).Groups[1].Value),
        });
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/log-out", UriKind.Relative), form, Token);
        return answer.StatusCode;
    }

    private static async Task<(string Cookie, string Header)> CookieAsync(ServerUnderTest server, string? planted, string userName)
    {
        using HttpClientHandler browser = new() { AllowAutoRedirect = false };
        if (planted is not null)
        {
            browser.CookieContainer.SetCookies(server.Address, planted);
        }

        using HttpClient client = new(browser) { BaseAddress = server.Address };
        using HttpResponseMessage answer = await client.TryPasswordAsync(userName, ServerUnderTest.Password);
        string header = answer.Headers.GetValues("Set-Cookie").Single(one => one.Contains("coldchain=", StringComparison.Ordinal));
        return (header.Split(';')[0], header);
    }

    /// <summary>Whose session a cookie is; null when nobody's.</summary>
    private static async Task<string?> NameAsync(ServerUnderTest server, string cookie)
    {
        using HttpClient client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/account", UriKind.Relative));
        request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        string page = await answer.Content.ReadAsStringAsync(Token);
        return answer.StatusCode == HttpStatusCode.OK ? Names.Single(name => page.Contains(name, StringComparison.Ordinal)) : null;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();
}
