using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ColdChain.Server.People.Keys;
using ColdChain.Server.Tests.Ingest;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.People;

public sealed class KeyTests
{
    private const string Movements = "/api/v1/facilities/gaochuan/movements";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_programs_key_reads_within_its_facility_and_says_that_it_was_used()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string key = await AddIntegrationAsync(admin, days: 30);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, key, Movements));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, key, "/api/v1/facilities/baishi/movements"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, key, "/people"));
        IntegrationKey kept = await server.ReadAsync(records => records.Set<IntegrationKey>().SingleAsync(Token));
        Assert.Equal(server.Clock.GetUtcNow(), kept.LastUsedAt!.Value.ToDateTimeOffset());
        Assert.Equal((key[..10], true), (kept.KeyPrefix, kept.KeySha256 != key));
    }

    [Fact]
    public async Task Movements_that_a_program_posts_bear_its_name_and_need_the_right_to()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string posts = await AddIntegrationAsync(admin, days: 30, ("Integration.MayPostMovements", "true"));
        string reads = await AddIntegrationAsync(admin, days: 30);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(server, reads));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server, posts));
        Assert.Equal("integration:warehouse", await server.ReadAsync(records =>
            records.Set<ColdChain.Server.Traceability.MovementEntry>().Select(entry => entry.EnteredBy).SingleAsync(Token)));
    }

    [Fact]
    public async Task A_key_that_is_forged_expired_or_revoked_is_refused_with_401_and_why()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string expired = await AddIntegrationAsync(admin, days: 1);
        string revoked = await AddIntegrationAsync(admin, days: 30);
        await admin.SendAsync("/keys/integrations/2", "revoke-key", ("Reason", "合同结束"));
        Assert.Contains("was revoked at", await ReasonAsync(server, revoked), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("was good until 2026-05-02", await ReasonAsync(server, expired), StringComparison.Ordinal);
        Assert.Contains("is no integration's", await ReasonAsync(server, expired[..^1] + "_"), StringComparison.Ordinal);
        Assert.Contains("is no integration's", await ReasonAsync(server, new string('x', 4_000)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_comes_along_does_not_help_a_key_that_is_refused()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "forged");
        using HttpResponseMessage answer = await admin.GetAsync(new Uri(Movements, UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Changing_a_programs_key_keeps_the_old_one_for_the_days_that_were_given()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string old = await AddIntegrationAsync(admin, days: 30);
        string next = PeoplePages.KeyIn(await admin.SendAsync("/keys/integrations/1", "change-key", ("Form.Days", "365"), ("Form.Overlap", "7")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(server, old, Movements), await StatusAsync(server, next, Movements)));
        server.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await StatusAsync(server, old, Movements), await StatusAsync(server, next, Movements)));
    }

    [Fact]
    public async Task The_list_marks_a_key_that_is_due_within_thirty_days()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        await AddIntegrationAsync(admin, days: 31);
        Assert.DoesNotContain("天到期", await ListAsync(admin), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(59));
        Assert.DoesNotContain("天到期", await ListAsync(admin), StringComparison.Ordinal);
        using HttpClient later = await AfterDaysAsync(server, 1);
        Assert.Contains("还有 30 天到期", await ListAsync(later), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_is_registered_with_a_key_that_delivers_and_is_refused_from_the_request_after_its_revocation()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string key = PeoplePages.KeyIn(await admin.SendAsync("/keys", "add-agent", ("Agent.Name", "new-gateway"), ("Agent.Facility", "gaochuan")));
        using HttpClient client = server.Anonymous();
        AgentUnderTest agent = new(client, "new-gateway", key);
        await agent.DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, new ColdChain.Core.Wire.WireReading(1, AgentUnderTest.Start, 4_500, 0)));
        Assert.Contains("请填写原因", await admin.SendAsync("/keys/agents/new-gateway", "revoke-key", ("Reason", "")), StringComparison.Ordinal);
        Assert.Contains("密钥已停用", await admin.SendAsync("/keys/agents/new-gateway", "revoke-key", ("Reason", "网关被盗")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await DeliverAsync(agent));
        Assert.True(await server.ReadAsync(records => records.AuditEntries.AnyAsync(
            entry => entry.Subject == "agent_registration" && entry.SubjectKey == "new-gateway" && entry.Reason == "网关被盗", Token)));
    }

    [Fact]
    public async Task Changing_an_agents_key_keeps_the_old_one_until_its_day_and_an_expired_one_is_named()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        string next = PeoplePages.KeyIn(await admin.SendAsync("/keys/agents/gaochuan-gateway", "change-key", ("Form.Days", "20"), ("Form.Overlap", "2")));
        using HttpClient client = server.Anonymous();
        AgentUnderTest before = new(client);
        AgentUnderTest after = new(client, key: next);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await DeliverAsync(before), await DeliverAsync(after)));
        server.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await DeliverAsync(before), await DeliverAsync(after)));
        server.Clock.Advance(TimeSpan.FromDays(18));
        using HttpResponseMessage late = await after.PostAsync(AgentUnderTest.Json(Batch()));
        Assert.Equal("application/problem+json", late.Content.Headers.ContentType!.MediaType);
        Assert.Contains("was good until", await late.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add-integration", "Integration", "baishi", "管辖范围")]
    [InlineData("add-agent", "Agent", "baishi", "管辖范围")]
    [InlineData("add-agent", "Agent", "gaochuan", "已有同名")]
    [InlineData("add-integration", "Integration", "gaochuan", "至少选择一项权限")]
    public async Task No_key_is_made_beyond_the_administrators_facilities_or_for_nothing(string form, string model, string facility, string words)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.ReadAsync(records => records.Users.Where(person => person.UserName == "admin").ExecuteUpdateAsync(
            set => set.SetProperty(person => person.FacilityId, ColdChain.Core.Identity.FacilityId.Parse("gaochuan", CultureInfo.InvariantCulture)), Token));
        using HttpClient admin = await server.LogInAsync("admin");
        string answer = await admin.SendAsync("/keys", form, ($"{model}.Name", "gaochuan-gateway"), ($"{model}.Facility", facility), ($"{model}.Days", "30"));
        Assert.Contains(words, answer, StringComparison.Ordinal);
    }

    private static async Task<string> AddIntegrationAsync(HttpClient admin, int days, params (string Name, string Value)[] more) =>
        PeoplePages.KeyIn(await admin.SendAsync(
            "/keys",
            "add-integration",
            [
                ("Integration.Name", "warehouse"),
                ("Integration.Facility", "gaochuan"),
                ("Integration.MayRead", "true"),
                ("Integration.Days", days.ToString(CultureInfo.InvariantCulture)),
                .. more,
            ]));

    private static async Task<string> ListAsync(HttpClient admin) =>
        WebUtility.HtmlDecode(await admin.GetStringAsync(new Uri("/keys", UriKind.Relative), Token));

    private static Task<HttpClient> AfterDaysAsync(ServerUnderTest server, int days)
    {
        server.Clock.Advance(TimeSpan.FromDays(days));
        return server.LogInAsync("admin");
    }

    private static async Task<HttpResponseMessage> GetAsync(ServerUnderTest server, string key, string address)
    {
        using HttpClient client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.GetAsync(new Uri(address, UriKind.Relative), Token);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerUnderTest server, string key, string address)
    {
        using HttpResponseMessage answer = await GetAsync(server, key, address);
        return answer.StatusCode;
    }

    private static async Task<string> ReasonAsync(ServerUnderTest server, string key)
    {
        using HttpResponseMessage answer = await GetAsync(server, key, Movements);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        return problem.RootElement.GetProperty("detail").GetString()!;
    }

    private static async Task<HttpStatusCode> PostAsync(ServerUnderTest server, string key)
    {
        using HttpClient client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var movement = new
        {
            documentNumber = "RK9",
            documentLine = 1,
            kind = "receipt",
            at = "2026-03-01T10:00:00+08:00",
            product = "重组乙型肝炎疫苗",
            manufacturer = "清河虚构生物",
            lotNumber = "202601A01",
            doses = 10,
            from = "示范医药配送",
            to = "gaochuan",
        };
        using HttpResponseMessage answer = await client.PostAsJsonAsync(new Uri(Movements, UriKind.Relative), new { movements = new[] { movement } }, Token);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, await answer.Content.ReadAsStringAsync(Token));
        return answer.StatusCode;
    }

    private static ColdChain.Core.Wire.ReadingBatch Batch() =>
        AgentUnderTest.Batch(AgentUnderTest.Top, new ColdChain.Core.Wire.WireReading(2, AgentUnderTest.Start, 4_500, 0));

    private static async Task<HttpStatusCode> DeliverAsync(AgentUnderTest agent)
    {
        using HttpResponseMessage answer = await agent.PostAsync(AgentUnderTest.Json(Batch()));
        return answer.StatusCode;
    }
}
