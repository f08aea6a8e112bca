using System.Net;
using ColdChain.Server.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.People;

public sealed class AccessTests
{
    /// <summary>Endpoints of the framework that we neither offer nor list: the table denies them to everybody.</summary>
    private static readonly string[] DeniedToAll = ["/_framework/opaque-redirect"];

    [Fact]
    public async Task Every_endpoint_stands_in_the_access_table_and_every_line_has_its_endpoint()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        List<RouteEndpoint> endpoints = [.. server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
        List<string> missing = [];
        HashSet<AccessRule> used = [];
        foreach (RouteEndpoint endpoint in endpoints)
        {
            string pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                if (AccessTable.Find(method, pattern) is { } rule)
                {
                    used.Add(rule);
                }
                else if (!DeniedToAll.Contains(pattern))
                {
                    missing.Add($"{method} {pattern}");
                }
            }
        }

        Assert.Empty(missing.Distinct());
        Assert.Empty(AccessTable.Rules.Except(used).Select(rule => $"{rule.Method} {rule.Pattern}"));
    }

    [Fact]
    public async Task No_endpoint_declares_its_own_access_beside_the_table()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        Assert.Empty(server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
            .Select(endpoint => endpoint.DisplayName));
    }

    [Fact]
    public async Task Only_what_agents_deliver_is_answered_before_it_is_asked_who_is_logged_in()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        string[] early =
        [
            .. server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.Any(one => one.GetType().Name == "ShortCircuitMetadata"))
                .Select(endpoint => endpoint.RoutePattern.RawText!),
        ];
        Assert.Equal(["/api/v1/agents/{agentId}/batches"], early);
        Assert.Equal(Audience.Agents, AccessTable.Find("POST", early[0])!.Audience);
    }

    [Fact]
    public async Task Whoever_is_not_logged_in_is_sent_to_the_log_in_page_and_back()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/log-in?to=%2F", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/hand-readings", "/log-in?to=%2Fhand-readings")]
    [InlineData("/alarms/1/take", "/log-in?to=%2F")]
    public async Task A_form_that_is_sent_after_the_session_has_ended_leads_to_the_log_in_page(string address, string location)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        request.Content = new FormUrlEncodedContent([new("from", "page")]);
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Found, location), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/log-out", UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        request.Content = new FormUrlEncodedContent([new("from", "elsewhere")]);
        using HttpResponseMessage answer = await nurse.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("请求没有完成", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_log_in_even_for_the_right_one()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        for (int attempt = 0; attempt < 5; attempt++)
        {
            using HttpResponseMessage wrong = await ServerUnderTest.PostFormAsync(
                client, "/log-in", new Dictionary<string, string> { ["Form.UserName"] = "nurse", ["Form.Password"] = "wrong" });
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        using HttpResponseMessage right = await ServerUnderTest.PostFormAsync(
            client,
            "/log-in",
            new Dictionary<string, string> { ["Form.UserName"] = "nurse", ["Form.Password"] = ServerUnderTest.Password });
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_browser_is_told_in_words_that_there_is_nothing_and_a_program_in_json()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("nurse");
        using HttpRequestMessage asBrowser = new(HttpMethod.Get, "/no/such/page");
        asBrowser.Headers.Add("Accept", "text/html");
        using HttpResponseMessage page = await nurse.SendAsync(asBrowser, token);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("不在您的管辖范围内", await page.Content.ReadAsStringAsync(token), StringComparison.Ordinal);

        using HttpClient nobody = server.Anonymous();
        using HttpResponseMessage problem = await nobody.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), token);
        Assert.Equal(HttpStatusCode.Found, problem.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public void Nobody_is_sent_to_another_server_after_the_log_in(string address) =>
        Assert.Equal("/", LocalAddress.OrHome(address));

    [Fact]
    public async Task The_overview_of_a_township_shows_its_own_units_and_no_others()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nurse = await server.LogInAsync("baishi-nurse");
        using IServiceScope scope = server.App.Services.CreateScope();
        string page = await nurse.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("1号冰箱", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2号冰箱", page, StringComparison.Ordinal);
    }
}
