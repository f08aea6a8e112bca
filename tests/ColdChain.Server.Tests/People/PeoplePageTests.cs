using System.Net;
using ColdChain.Server.People;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.People;

public sealed class PeoplePageTests
{
    private const string Chosen = "green bicycle rain";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_new_chooses_a_password_by_the_link_that_was_shown_once_and_logs_in()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string link = PeoplePages.LinkIn(await AddAsync(admin, "new.nurse"));
        Assert.DoesNotContain(link, await admin.GetStringAsync(new Uri("/people", UriKind.Relative), Token), StringComparison.Ordinal);
        Assert.Contains("密码已设置", await ChooseAsync(server, link), StringComparison.Ordinal);
        Assert.True(await server.MayEnterAsync("new.nurse", Chosen));
        Person person = await server.FindAsync("new.nurse");
        Assert.Equal(("新护士", Roles.Staff, "gaochuan", "13900000000"), (person.FullName, person.Role, person.FacilityId.ToString(), person.PhoneNumber));
    }

    [Fact]
    public async Task Of_the_token_only_the_hash_is_stored_and_nothing_of_it_is_on_the_audit_trail()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string token = PeoplePages.LinkIn(await AddAsync(admin, "new.nurse"))["/set-up/".Length..];
        SetUpLink link = await server.ReadAsync(records => records.Set<SetUpLink>().SingleAsync(Token));
        Assert.Equal(OneTimeSecret.Hash(token), link.TokenSha256);
        Assert.Empty(await server.ReadAsync(records => records.AuditEntries
            .Where(entry => entry.NewValues!.Contains(token) || entry.NewValues.Contains(link.TokenSha256)).ToListAsync(Token)));
    }

    [Fact]
    public async Task A_link_opens_once_and_not_after_72_hours_and_not_when_a_newer_one_was_made()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string first = PeoplePages.LinkIn(await AddAsync(admin, "new.nurse"));
        long id = (await server.FindAsync("new.nurse")).Id;
        string second = PeoplePages.LinkIn(await admin.SendAsync($"/people/{id}", "reset-password"));
        Assert.Contains("已作废", await ChooseAsync(server, first, HttpStatusCode.Gone), StringComparison.Ordinal);
        Assert.Contains("密码已设置", await ChooseAsync(server, second), StringComparison.Ordinal);
        Assert.Contains("已经用过", await ChooseAsync(server, second, HttpStatusCode.Gone), StringComparison.Ordinal);
        string third = PeoplePages.LinkIn(await admin.SendAsync($"/people/{id}", "reset-password"));
        server.Clock.Advance(SetUpLink.Lifetime);
        Assert.Contains("已过期", await ChooseAsync(server, third, HttpStatusCode.Gone), StringComparison.Ordinal);
        Assert.Contains("没有这个链接", await ChooseAsync(server, first[..^3] + "xyz", HttpStatusCode.Gone), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("too-short", "too-short", "密码太短")]
    [InlineData("password2026", "password2026", "太常见")]
    [InlineData("new.nurse1", "new.nurse1", "不能是用户名")]
    [InlineData("green bicycle rain", "green bicycle rains", "不一样")]
    public async Task A_password_that_cannot_be_chosen_is_refused_in_words_and_the_link_stays_good(string password, string repeated, string words)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string link = PeoplePages.LinkIn(await AddAsync(admin, "new.nurse"));
        using HttpClient nobody = server.Anonymous();
        string answer = await nobody.SendAsync(link, "set-up", ("Form.Password", password), ("Form.Repeated", repeated));
        Assert.Contains(words, answer, StringComparison.Ordinal);
        Assert.Contains("密码已设置", await ChooseAsync(server, link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resetting_a_password_ends_the_sessions_at_once_and_the_old_one_opens_no_more()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        using HttpClient nurse = await server.LogInAsync("nurse");
        Assert.True(await nurse.IsInAsync());
        PeoplePages.LinkIn(await admin.SendAsync(await PageOfAsync(server, "nurse"), "reset-password"));
        Assert.Equal((false, false), (await nurse.IsInAsync(), await server.MayEnterAsync("nurse", ServerUnderTest.Password)));
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("leave")]
    public async Task Who_is_locked_or_leaves_is_out_at_once_until_admitted_again_and_the_reason_is_on_record(string act)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        using HttpClient nurse = await server.LogInAsync("nurse");
        string page = await PageOfAsync(server, "nurse");
        Assert.Contains("请填写原因", await admin.SendAsync(page, "lock-person", ("Reason", " "), ("Act", act)), StringComparison.Ordinal);
        Assert.True(await nurse.IsInAsync());
        await admin.SendAsync(page, "lock-person", ("Reason", "调离本院"), ("Act", act));
        Assert.Equal((false, false), (await nurse.IsInAsync(), await server.MayEnterAsync("nurse", ServerUnderTest.Password)));
        Assert.True(await server.ReadAsync(records => records.AuditEntries.AnyAsync(
            entry => entry.Subject == "person" && entry.Actor == "admin" && entry.Reason == "调离本院" && entry.NewValues!.Contains(act == "lock" ? "LockedAt" : "LeftAt"), Token)));
        await admin.SendAsync(page, "admit-person");
        Assert.Equal((false, true), (await nurse.IsInAsync(), await server.MayEnterAsync("nurse", ServerUnderTest.Password)));
    }

    [Fact]
    public async Task A_link_that_was_made_before_somebody_was_locked_opens_nothing()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string link = PeoplePages.LinkIn(await AddAsync(admin, "new.nurse"));
        await admin.SendAsync(await PageOfAsync(server, "new.nurse"), "lock-person", ("Reason", "error"), ("Act", "lock"));
        Assert.Contains("已作废", await ChooseAsync(server, link, HttpStatusCode.Gone), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "staff", "gaochuan", "用户名须为")]
    [InlineData("NURSE", "staff", "gaochuan", "已有人使用")]
    [InlineData("fresh", "emperor", "gaochuan", "请选择角色")]
    [InlineData("fresh", "staff", "qinghe-cdc", "管辖范围")]
    [InlineData("fresh", "staff", "baishi", "管辖范围")]
    [InlineData("fresh", "staff", "nowhere", "管辖范围")]
    public async Task What_is_wrong_or_beyond_the_administrators_own_facilities_is_refused(string userName, string role, string facility, string words)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await TownshipAdministratorAsync(server);
        string answer = await AddAsync(admin, userName, role, facility);
        Assert.Contains(words, answer, StringComparison.Ordinal);
        Assert.False(await server.ReadAsync(records => records.Users.AnyAsync(person => person.UserName == "fresh", Token)));
    }

    [Fact]
    public async Task A_township_administrator_moves_nobody_out_of_the_township_and_changes_nobody_above()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await TownshipAdministratorAsync(server);
        string answer = await admin.SendAsync(
            await PageOfAsync(server, "nurse"), "change-person", ("Form.FullName", "李护士"), ("Form.Role", "administrator"), ("Form.Facility", "qinghe-cdc"));
        Assert.Contains("管辖范围", answer, StringComparison.Ordinal);
        Assert.Equal("gaochuan", (await server.FindAsync("nurse")).FacilityId.ToString());
        using HttpResponseMessage above = await admin.GetAsync(new Uri(await PageOfAsync(server, "admin"), UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, above.StatusCode);
    }

    [Theory]
    [InlineData("lock-person", "Act", "lock")]
    [InlineData("lock-person", "Act", "leave")]
    [InlineData("change-person", "Form.Role", "staff")]
    public async Task Nobody_locks_themselves_leaves_or_changes_their_own_role(string form, string field, string value)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        Dictionary<string, string> fields = new()
        {
            ["Reason"] = "why not",
            ["Form.FullName"] = "钱管理",
            ["Form.Role"] = "administrator",
            ["Form.Facility"] = "qinghe-cdc",
            [field] = value,
        };
        string answer = await admin.SendAsync(await PageOfAsync(server, "admin"), form, [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Contains("不能对自己这样做", answer, StringComparison.Ordinal);
        Assert.True(await admin.IsInAsync());
    }

    [Fact]
    public async Task A_changed_role_counts_with_the_next_request()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        using HttpClient nurse = await server.LogInAsync("nurse");
        await admin.SendAsync(
            await PageOfAsync(server, "nurse"), "change-person", ("Form.FullName", "李主任"), ("Form.Role", "administrator"), ("Form.Facility", "gaochuan"));
        using HttpResponseMessage people = await nurse.GetAsync(new Uri("/people", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, people.StatusCode);
        Assert.Contains("李主任", await people.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static Task<string> AddAsync(HttpClient admin, string userName, string role = Roles.Staff, string facility = "gaochuan") =>
        admin.SendAsync(
            "/people",
            "add-person",
            ("Form.UserName", userName),
            ("Form.FullName", "新护士"),
            ("Form.Role", role),
            ("Form.Facility", facility),
            ("Form.Phone", "13900000000"),
            ("Form.Language", "zh"));

    private static async Task<string> ChooseAsync(ServerUnderTest server, string link, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage page = await nobody.GetAsync(new Uri(link, UriKind.Relative), Token);
        Assert.Equal(expected, page.StatusCode);
        return expected == HttpStatusCode.OK
            ? await nobody.SendAsync(link, "set-up", ("Form.Password", Chosen), ("Form.Repeated", Chosen))
            : WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Token));
    }

    private static async Task<string> PageOfAsync(ServerUnderTest server, string userName) => $"/people/{(await server.FindAsync(userName)).Id}";

    /// <summary>Somebody who administers gaochuan alone.</summary>
    private static async Task<HttpClient> TownshipAdministratorAsync(ServerUnderTest server)
    {
        using HttpClient admin = await server.LogInAsync("admin");
        string link = PeoplePages.LinkIn(await AddAsync(admin, "gc-admin", Roles.Administrator));
        await ChooseAsync(server, link);
        HttpClient township = server.Anonymous();
        using HttpResponseMessage answer = await township.TryPasswordAsync("gc-admin", Chosen);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return township;
    }
}
