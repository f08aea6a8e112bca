using System.Net;
using ColdChain.Server.People;

namespace ColdChain.Server.Tests.People.Walk;

// G9
public sealed class AccessWalkTests
{
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
    [Theory]
    [InlineData("/lots?q=2026A")]
    [InlineData("/lots?q=shiqiao2026A")]
    [InlineData("/stock?place=shiqiao")]
    [InlineData("/stock?place=shiqiao/fridge-1")]
    [InlineData("/excursions?unit=shiqiao/fridge-1")]
    [InlineData("/excursions?facility=shiqiao")]
    [InlineData("/alarms?facility=shiqiao")]
    [InlineData("/agents?facility=shiqiao")]
    [InlineData("/contacts?tested=4")]
    [InlineData("/api/v1/quarantine?after=0")]
    [InlineData("/api/v1/quarantine?after=-1")]
    public async Task No_question_to_a_list_brings_out_what_is_out_of_scope(string address)
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        Walker admin = county.Walkers.Single(walker => walker.Name == "gc-admin");
        using HttpClient client = county.Server.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, UriKind.Relative));
        admin.Sign(request);
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        string body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.All(["石桥", "Shiqiao", "临水", "Linshui"], word => Assert.DoesNotContain(word, body, StringComparison.Ordinal));
    }
}
