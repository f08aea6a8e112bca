using System.Net.Http.Headers;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>SQL wherever an address can hold a text: no error, nothing out of scope, not a row that is another than before.</summary>
public sealed class SqlInAddressesTests
{
    private static readonly string[] Callers = ["nurse", "gc-inspector", "gc-admin"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_by_any_parameter_of_any_route_it_is_a_text_like_any_other()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(county.Server);
        using HttpClient client = Client(county);
        List<string> findings = [];
        int tried = 0;
        HashSet<string> parameters = [];
        foreach (Walker walker in county.Walkers.Where(one => Callers.Contains(one.Name)))
        {
            foreach ((Attempt at, string upTo) in Questions.InQueries(county, walker).Where(one => !one.At.Address.StartsWith("/events", StringComparison.Ordinal)))
            {
                parameters.Add(upTo);
                foreach (string text in HostileTexts.Sql)
                {
                    tried++;
                    (int status, string body) = await AskAsync(client, "GET", upTo + Uri.EscapeDataString(text), walker);
                    if (status >= 500 || county.WordsBeyond(walker, at).Any(word => body.Contains(word, StringComparison.Ordinal)))
                    {
                        findings.Add($"{upTo}{text} as {walker.Name}: {status}");
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{parameters.Count} parameters, {HostileTexts.Sql.Count} texts, {Callers.Length} callers: {tried} requests");
        Assert.Empty(findings);
        Assert.True(parameters.Count > 30, $"{parameters.Count} parameters: the walk says nothing");
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(county.Server));
    }

    [Fact]
    public async Task In_any_segment_of_any_path_it_names_nothing()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        IReadOnlyList<string> before = await RecordsFingerprint.TakeAsync(county.Server);
        using HttpClient client = Client(county);
        List<string> findings = [];
        int tried = 0;
        foreach (Walker walker in county.Walkers.Where(one => Callers.Contains(one.Name)))
        {
            foreach ((string method, Func<string, string> with) in Questions.InPaths(county))
            {
                foreach (string text in HostileTexts.Sql)
                {
                    tried++;
                    (int status, _) = await AskAsync(client, method, with(text), walker);
                    if (status is >= 500 or < 300 && !with(text).StartsWith("/set-up/", StringComparison.Ordinal) && !with(text).StartsWith("/a/", StringComparison.Ordinal))
                    {
                        findings.Add($"{method} {with(text)} as {walker.Name}: {status}");
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{tried} requests");
        Assert.Empty(findings);
        Assert.True(tried > 1_000, $"{tried} requests: the walk says nothing");
        Assert.Equal(before, await RecordsFingerprint.TakeAsync(county.Server));
    }

    /// <summary>A wildcard that is taken for one would find everything.</summary>
    [Theory]
    [InlineData("/lots?q=")]
    [InlineData("/audit?person=")]
    public async Task A_wildcard_is_looked_for_as_it_is_written(string upTo)
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = Client(county);
        Walker inspector = county.Walkers.Single(one => one.Name == "gc-inspector");
        string all = (await AskAsync(client, "GET", upTo, inspector)).Body;
        Assert.True(Rows(all) > 0, "there is nothing to be found");
        foreach (string text in (string[])["%", "_", "g%", "' OR '1'='1", "' OR 1=1 --", "*", "\\"])
        {
            Assert.Equal(0, Rows((await AskAsync(client, "GET", upTo + Uri.EscapeDataString(text), inspector)).Body));
        }
    }

    private static int Rows(string html) => html.Split("<tbody").Skip(1).Sum(table => table.Split("</tbody>")[0].Split("<tr").Length - 1);

    private static HttpClient Client(WalkedCounty county) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };

    private static async Task<(int Status, string Body)> AskAsync(HttpClient client, string method, string address, Walker walker)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(address, UriKind.Relative));
        walker.Sign(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = walker.Proof! });
        }

        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
