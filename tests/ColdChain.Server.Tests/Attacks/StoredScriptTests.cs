using System.Net.Http.Headers;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Every text that the records can hold is made hostile behind the server's back, and every page is looked at.</summary>
public sealed class StoredScriptTests
{
    /// <summary>Runs as an element, as an image that fails, and out of an attribute.</summary>
    private const string Hostile = "<script>stored()</script><img src=x onerror=stored()>\" autofocus onfocus=stored() x=\"'";

    private const int LeastPagesThatShowIt = 20;

    private static readonly string[] Running = ["<script>stored", "<img src=x", "\" autofocus onfocus"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_somebody_wrote_runs_on_any_page_of_anybody()
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        int poisoned = await PoisonedRecords.AppendAsync(county.Server, Hostile);
        List<string> findings = [];
        int shown = 0;
        using HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };
        foreach (Walker walker in county.Walkers.Where(one => one.Role is not null))
        {
            foreach (Attempt page in WalkedPages.Of(county).Where(page => page.Expected(walker) == Verdict.In))
            {
                string html = await ReadAsync(browser, page, walker);
                shown += html.Contains("stored()", StringComparison.Ordinal) ? 1 : 0;
                findings.AddRange(Running.Where(text => html.Contains(text, StringComparison.Ordinal)).Select(text => $"{page} as {walker.Name}: {text}"));
            }
        }

        Assert.Empty(findings);
        Assert.True(poisoned > LeastPagesThatShowIt && shown > LeastPagesThatShowIt, $"{poisoned} columns, shown on {shown} pages: the walk says nothing");
    }

    private static async Task<string> ReadAsync(HttpClient browser, Attempt page, Walker walker)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Address, UriKind.Relative));
        walker.Sign(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using HttpResponseMessage answer = await browser.SendAsync(request, Token);
        Assert.True((int)answer.StatusCode < 500, $"{page} as {walker.Name}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
