using System.Net;
using System.Text;
using ColdChain.Server.Running;
using ColdChain.Server.Tests.Equipment;
using ColdChain.Server.Tests.Pages;
using ColdChain.Server.Tests.People.Walk;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Bodies that are too long, too deep or unpack to too much, at every address that takes one: refused in words, and the server serves on.</summary>
public sealed class OversizedTests
{
    private const int ZerosUnpacked = 200 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_that_takes_a_body_refuses_one_that_is_too_long()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(county.Server);
        int tried = 0;
        List<string> findings = [];
        foreach ((Attempt attempt, Walker walker) in Takers(county))
        {
            foreach (string type in attempt.IsJson || attempt.Rule!.Audience == Server.People.Audience.Agents
                ? (string[])["application/json"] : ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
            {
                tried++;
                string answer = await SendAsync(county, attempt, walker, type);
                if (!answer.StartsWith("HTTP/1.1 413", StringComparison.Ordinal) || !(answer.Contains("application/problem+json", StringComparison.Ordinal) || answer.Contains("发送的内容太大", StringComparison.Ordinal)))
                {
                    findings.Add($"{attempt} as {walker.Name}, {type}: {answer.Split('\r')[0]}");
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{tried} addresses and types");
        Assert.Empty(findings);
        Assert.True(tried > 40, $"{tried}: the walk says nothing");
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(county.Server));
        using HttpClient nurse = await county.Server.LogInAsync("nurse");
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync("/"));
    }

    [Fact]
    public async Task Every_JSON_address_refuses_what_is_nested_too_deeply()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };
        int tried = 0;
        foreach ((Attempt attempt, Walker walker) in Takers(county).Where(one => one.At.IsJson || one.At.Rule!.Audience == Server.People.Audience.Agents))
        {
            foreach (string body in (string[])[new('[', 100_000), $"{{\"movements\":{new string('[', 100_000)}", string.Concat(Enumerable.Repeat("{\"numbers\":", 100_000))])
            {
                tried++;
                using HttpRequestMessage request = new(HttpMethod.Post, new Uri(attempt.Address, UriKind.Relative));
                walker.Sign(request);
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await client.SendAsync(request, Token);
                Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
                Assert.Contains("detail", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
            }
        }

        Assert.True(tried >= 9, $"{tried}");
        using HttpClient nurse = await county.Server.LogInAsync("nurse");
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync("/"));
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_much_more_than_it_is_is_refused_on_the_page_and_nothing_is_registered()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient admin = await server.LogInAsync("admin");
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(server);
        byte[] bomb = Workbooks.With(Workbooks.Of(("机构", [["机构编码"], ["h"]])), "xl/media/zeros.bin", new byte[ZerosUnpacked]);
        Assert.True(bomb.Length < 1_000_000, $"{bomb.Length} bytes are no bomb");

        string said = await admin.SendAsync("/equipment/import", "equipment", new Dictionary<string, string>(), ("List", "list.xlsx", bomb));

        Assert.StartsWith("200", said, StringComparison.Ordinal);
        Assert.Contains("工作簿解压后过大或结构异常，没有读取", said, StringComparison.Ordinal);
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(server));
        Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync("/equipment"));
    }

    [Theory]
    [InlineData(5_000, 1)]
    [InlineData(1, 5_000_000)]
    public async Task A_form_with_too_many_fields_or_too_long_a_field_is_refused_in_words(int fields, int length)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient nobody = server.Anonymous();
        nobody.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using FormUrlEncodedContent form = new(Enumerable.Range(0, fields).ToDictionary(index => $"f{index}", _ => new string('a', length)));
        using HttpResponseMessage answer = await nobody.PostAsync(new Uri("/log-in", UriKind.Relative), form, Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("字段不正确、太多或太长", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await nobody.StatusAsync("/log-in"));
    }

    /// <summary>Each address that takes a body, and somebody who may send one.</summary>
    private static IEnumerable<(Attempt At, Walker By)> Takers(WalkedCounty county) =>
        from endpoint in county.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") is true
        from attempt in Attempts.At(endpoint, "POST", county.Facilities).Where(one => one.Rule is not null).Take(1)
        let walker = county.Walkers.FirstOrDefault(one => attempt.Expected(one) == Verdict.In && (one.Role is not null || one.AgentId is not null))
        where walker is not null
        select (attempt, walker);

    /// <summary>Says how long it will be, and waits for the answer: no server needs to read it to know.</summary>
    private static async Task<string> SendAsync(WalkedCounty county, Attempt attempt, Walker walker, string type)
    {
        using RawRequest request = new(county.Server.Address);
        string who = walker.BearerKey is { } key ? $"Authorization: Bearer {key}" : $"Cookie: {walker.Cookies}";
        return await request.AskAsync(
            $"POST {attempt.Address} HTTP/1.1\r\nHost: localhost\r\n{who}\r\nContent-Type: {type}\r\nContent-Length: {ServerOptions.MostRequestBytes + 1}\r\nConnection: close\r\n\r\n");
    }
}
