using System.Net;
using ColdChain.Server.People;

namespace ColdChain.Server.Tests.People.Walk;

// G9
public sealed class AccessWalkTests
{
    private static readonly string[] Questions =
    [
        "/lots?q=2026A",
        "/lots?q=shiqiao2026A",
        "/stock?place=shiqiao",
        "/stock?place=shiqiao/fridge-1",
        "/stock?place=linshui",
        "/excursions?show=all",
        "/equipment?facility=shiqiao",
        "/equipment?facility=linshui&state=all",
        "/contacts?tested=4",
        "/api/v1/quarantine?after=0",
        "/api/v1/quarantine?after=-1",
        "/audit?facility=shiqiao",
        "/audit?facility=qinghe-cdc",
        "/audit?person=sq",
        "/audit?before=100000",
        "/api/v1/audit?facility=linshui",
        "/api/v1/audit?subject=person",
    ];

    [Fact]
    public async Task Every_endpoint_answers_everybody_inside_and_outside_as_the_table_says()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using AccessWalk walk = new(county);
        await walk.RunAsync();
        string told = $"{walk.Endpoints} endpoints, {county.Walkers.Count} callers, {county.Facilities.Count} facilities: {walk.Tried} attempts: "
            + string.Join(", ", walk.Verdicts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        Assert.True(walk.Findings.Count == 0, told + "\n" + string.Join('\n', walk.Findings));
        Assert.True(walk.Tried > 1_000, told);
        Assert.All(new[] { Verdict.In, Verdict.Stranger, Verdict.Forbidden, Verdict.NotThere }, verdict => Assert.Contains(verdict, walk.Verdicts.Keys));
    }

    [Fact]
    public async Task No_form_that_another_site_sends_with_somebodys_session_is_taken()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using AccessWalk walk = new(county);
        await walk.RunForeignFormsAsync();
        Assert.True(walk.Findings.Count == 0, string.Join('\n', walk.Findings));
        Assert.True(walk.Tried > 100, $"{walk.Tried} forms");
    }

    [Fact]
    public void A_scoped_route_of_which_the_walk_has_no_thing_to_try_fails_it()
    {
        AccessRule rule = new("GET", "/api/v1/elephants/{elephant:long}", Audience.People, Roles.All, "elephant");
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(
            () => Attempts.Addresses(rule.Pattern, rule, [new WalkedFacility("gaochuan", "/gaochuan/", "高川", "Gaochuan")]).ToList());
        Assert.Contains("'elephant'", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Lists take questions; none of them may be a way around the scope.</summary>
    [Fact]
    public async Task No_question_to_a_list_brings_out_what_is_out_of_scope()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        foreach (string userName in (string[])["gc-admin", "gc-auditor"])
        {
            Walker walker = county.Walkers.Single(one => one.Name == userName);
            foreach (string address in Questions)
            {
                string body = await AskAsync(county, walker, address);
                Assert.All(
                    (string[])["石桥", "Shiqiao", "临水", "Linshui"],
                    word => Assert.False(body.Contains(word, StringComparison.Ordinal), $"{address} shows {word} to {userName}"));
            }
        }
    }

    private static async Task<string> AskAsync(WalkedCounty county, Walker walker, string address)
    {
        using HttpClient client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = county.Server.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, UriKind.Relative));
        walker.Sign(request);
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
