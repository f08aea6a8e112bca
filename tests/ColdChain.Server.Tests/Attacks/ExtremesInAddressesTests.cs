using System.Net.Http.Headers;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Numbers and days at the ends of what there is, wherever an address can hold a text: refused or answered, never broken by.</summary>
public sealed class ExtremesInAddressesTests
{
    private static readonly string[] Callers = ["nurse", "gc-inspector", "gc-admin"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_by_any_parameter_of_any_route_nothing_breaks()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = Client(county);
        List<string> findings = [];
        HashSet<string> parameters = [];
        foreach (Walker walker in county.Walkers.Where(one => Callers.Contains(one.Name)))
        {
            foreach ((_, string upTo) in Questions.InQueries(county, walker).Where(one => !one.At.Address.StartsWith("/events", StringComparison.Ordinal)))
            {
                parameters.Add(upTo);
                foreach (string text in HostileTexts.Extremes)
                {
                    await TryAsync(client, "GET", upTo + Uri.EscapeDataString(text), walker, findings);
                }
            }
        }

        Assert.Empty(findings);
        Assert.True(parameters.Count > 30, $"{parameters.Count} parameters: the walk says nothing");
    }

    [Fact]
    public async Task In_any_segment_of_any_path_nothing_breaks()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = Client(county);
        List<string> findings = [];
        int tried = 0;
        Walker walker = county.Walkers.Single(one => one.Name == "gc-admin");
        foreach ((string method, Func<string, string> with) in Questions.InPaths(county))
        {
            foreach (string text in HostileTexts.Extremes)
            {
                tried++;
                await TryAsync(client, method, with(text), walker, findings);
            }
        }

        Assert.Empty(findings);
        Assert.True(tried > 1_000, $"{tried} requests: the walk says nothing");
    }

    [Fact] // One end after the other is refused or clamped alone; together they are a span longer than any number of milliseconds.
    public async Task Asked_from_one_end_of_time_to_the_other_nothing_breaks()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = Client(county);
        List<string> findings = [];
        HashSet<string> addresses = [];
        Walker walker = county.Walkers.Single(one => one.Name == "gc-inspector");
        foreach ((Attempt at, _) in Questions.InQueries(county, walker).Where(one => one.UpTo.EndsWith("&to=", StringComparison.Ordinal)))
        {
            addresses.Add(at.Address);
            foreach (string from in HostileTexts.Extremes)
            {
                foreach (string to in HostileTexts.Extremes)
                {
                    await TryAsync(client, "GET", $"{at.Address}?buckets=2000&from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}", walker, findings);
                }
            }
        }

        Assert.Empty(findings);
        Assert.True(addresses.Count > 3, $"{addresses.Count} addresses: the walk says nothing");
    }

    private static HttpClient Client(WalkedCounty county) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };

    private static async Task TryAsync(HttpClient client, string method, string address, Walker walker, List<string> findings)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(address, UriKind.Relative));
        walker.Sign(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = walker.Proof! });
        }

        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        if ((int)answer.StatusCode >= 500)
        {
            findings.Add($"{method} {address} as {walker.Name}: {(int)answer.StatusCode}");
        }
    }
}
