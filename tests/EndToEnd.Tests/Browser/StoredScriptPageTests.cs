using ColdChain.Server.Tests.Attacks;
using ColdChain.Server.Tests.People.Walk;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ColdChain.Server.Tests.Persistence.RecordsOfTheRun))]

namespace EndToEnd.Tests.Browser;

/// <summary>Every text of the records is a script, and everybody reads every page in a real browser: nothing runs, and nothing had to be stopped.</summary>
public sealed class StoredScriptPageTests(ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>
{
    private static string Charts => Path.Combine(Path.GetDirectoryName(Programs.Server)!, "wwwroot", "generated", "charts.js");

    [Theory]
    [InlineData("", ScriptTrap.Hostile, "nurse", "gc-inspector", "gc-auditor", "gc-admin")]
    [InlineData(ScriptTrap.HostileLink, "", "nurse", "gc-admin")]
    public async Task Nothing_that_somebody_wrote_runs_in_the_browser_of_anybody(string before, string behind, params string[] readers)
    {
        Assert.SkipWhen(ChromiumBrowser.Executable is null, ChromiumBrowser.MissingReason);
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        int columns = await PoisonedRecords.SurroundAsync(county.Server, before, behind);
        List<string> findings = [];
        int read = 0;
        int shown = 0;
        foreach (Walker walker in county.Walkers.Where(one => readers.Contains(one.Name)))
        {
            await using Visit visit = await browser.VisitAsync(Screen.Desktop, county.Server.Address.ToString());
            await visit.Page.Context.AddCookiesAsync(CookiesOf(walker, county.Server.Address));
            ScriptTrap trap = await ScriptTrap.SetAsync(visit.Page);
            // The server runs within the test, beside whose program the script of the charts does not lie; it lies beside its own.
            await visit.Page.RouteAsync("**/generated/charts.js", route => route.FulfillAsync(new RouteFulfillOptions { Path = Charts, ContentType = "text/javascript" }));
            foreach (Attempt page in WalkedPages.Of(county).Where(one => one.Expected(walker) == Verdict.In && (one.Of is null || walker.MaySee(one.Of.Path))))
            {
                await visit.Page.GotoAsync(page.Address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
                read++;
                shown += (await visit.Page.ContentAsync()).Contains("stored=", StringComparison.Ordinal) ? 1 : 0;
                findings.AddRange((await trap.CaughtAsync()).Select(caught => $"{page} as {walker.Name}: {caught}"));
            }

            findings.AddRange(visit.Complaints);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{columns} columns, {read} pages read, {shown} of them with hostile text");
        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.True(columns > 20 && shown > 40, $"{columns} columns, shown on {shown} pages: the walk says nothing");
    }

    [Theory]
    [InlineData(null, "ran: 1", "ran: 2", "ran: 3", "stands there: input onfocus")]
    [InlineData("default-src 'self'; img-src 'self' data:", "stopped by the policy: script-src-elem inline", "stopped by the policy: script-src-attr inline", "stands there: svg onload", "stands there: script")]
    public async Task A_page_that_encodes_nothing_springs_the_trap(string? policy, params string[] expected)
    {
        Assert.SkipWhen(ChromiumBrowser.Executable is null, ChromiumBrowser.MissingReason);
        await using Visit visit = await browser.VisitAsync(Screen.Desktop, "http://127.0.0.1/");
        ScriptTrap trap = await ScriptTrap.SetAsync(visit.Page);
        await visit.Page.RouteAsync("**/*", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = route.Request.Url.EndsWith("/page", StringComparison.Ordinal) ? 200 : 404,
            ContentType = "text/html",
            Headers = policy is null ? [] : new Dictionary<string, string> { ["Content-Security-Policy"] = policy, ["Content-Type"] = "text/html" },
            Body = $"<input value=\"{ScriptTrap.Hostile}\">{ScriptTrap.Hostile}<a href=\"{ScriptTrap.HostileLink}\">x</a>",
        }));
        await visit.Page.GotoAsync("/page", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        IReadOnlyList<string> caught = await trap.CaughtAsync();
        Assert.All(expected.Append("stands there: a href"), one => Assert.Contains(one, caught));
    }

    private static IEnumerable<Cookie> CookiesOf(Walker walker, Uri address) =>
        from pair in walker.Cookies!.Split("; ")
        let at = pair.IndexOf('=', StringComparison.Ordinal)
        select new Cookie { Name = pair[..at], Value = pair[(at + 1)..], Url = address.ToString() };
}
