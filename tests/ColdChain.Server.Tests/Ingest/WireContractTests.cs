using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

using ColdChain.Testing;

namespace ColdChain.Server.Tests.Ingest;

/// <summary>Sends the examples of docs/protocols/wire.md to a real server and compares the answers byte by byte.</summary>
public sealed partial class WireContractTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocols", "wire.md"));

    [Theory]
    [InlineData("batch request", "batch reply", HttpStatusCode.OK)]
    [InlineData("batch request by columns", "batch reply", HttpStatusCode.OK)]
    [InlineData("malformed request", "malformed reply 400", HttpStatusCode.BadRequest)]
    public async Task The_answer_on_the_page_is_the_answer_of_the_server(string request, string reply, HttpStatusCode status)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        for (int time = 0; time < 2; time++)
        {
            using HttpResponseMessage answer = await new AgentUnderTest(client).PostTextAsync(Example(request));
            string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(Example(reply), TraceId().Replace(body, string.Empty));
        }
    }

    [Fact]
    public async Task The_profile_on_the_page_is_the_profile_of_the_server()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        using HttpResponseMessage first = await GetProfileAsync(client, null);
        using HttpResponseMessage second = await GetProfileAsync(client, first.Headers.ETag);

        string body = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(Example("profile reply") == body, body);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static async Task<HttpResponseMessage> GetProfileAsync(HttpClient client, EntityTagHeaderValue? known)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/api/v1/agents/gaochuan-gateway/profile", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ServerUnderTest.GaochuanKey);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Example(string name) =>
        Regex.Match(Page, $"<!-- example: {Regex.Escape(name)} -->\n```json\n(?<text>[^`]*?)\n```").Groups["text"].Value is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException($"wire.md has no example '{name}'.");

    [GeneratedRegex(",\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
