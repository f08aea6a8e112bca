using System.Net.Http.Headers;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Numbers and days at the ends of what there is, wherever an address can hold a text: refused or answered, never broken by.</summary>
public sealed class ExtremesInAddressesTests
{
    private static readonly string[] Callers = ["nurse", "gc-inspector", "gc-admin"];

    /// <summary>The ends of numbers of 32 and 64 bits, of the calendar and of its milliseconds since 1970, and what is no number or day.</summary>
    private static readonly string[] Extremes =
    [
        "0", "-1", "2147483647", "2147483648", "-2147483648", "-2147483649",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e400", "NaN", "1.5",
        "253402300799999", "253402300800000", "253402214400000", "-62135596800000", "-62135596800001",
        "0001-01-01", "0001-01", "0001", "9999-12-31", "9999-12", "9999", "2026-02-30", "2026-13", "0000-00-00",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-14:00", "24:00", "23:59:60",
    ];

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
                foreach (string text in Extremes)
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
            foreach (string text in Extremes)
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
            foreach (string from in Extremes)
            {
                foreach (string to in Extremes)
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
