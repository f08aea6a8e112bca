using System.Net.Http.Headers;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Every field of every form holds something that it should not: no form breaks by it, and no page that shows what was kept.</summary>
public sealed class HostileFormsTests
{
    /// <summary>Also nothing, more than is kept of any text, half a letter, two lines, and a path.</summary>
    private static readonly string[] Texts =
        [.. HostileTexts.Extremes, .. HostileTexts.Sql.Take(2), string.Empty, new string('冷', 20_000), "\uD800", "a\r\nb", "../../etc/passwd"];

    /// <summary>Whoever sends these is nobody afterwards, or has another password.</summary>
    private static readonly string[] Leaving = ["/log-out", "/log-in", "/account", "/set-up/"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nurse")]
    [InlineData("gc-inspector")]
    [InlineData("gc-admin")]
    public async Task Whatever_a_field_holds_no_form_and_no_page_breaks(string name)
    {
        await using WalkedCounty county = await WalkedCounty.StartAsync();
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = county.Server.Address };
        Walker walker = county.Walkers.Single(one => one.Name == name);
        Attempt[] pages = [.. WalkedPages.Of(county).Where(page => page.Expected(walker) == Verdict.In)];
        List<string> findings = [];
        Dictionary<string, TypedForm> forms = [];
        foreach (Attempt page in pages)
        {
            string html = await AskAsync(client, walker, page.Address, null, findings);
            foreach (TypedForm form in TypedForm.In(html, page.Address, ServerUnderTest.Password))
            {
                forms.TryAdd(form.Kind, form);
            }
        }

        int tried = 0;
        foreach (TypedForm form in forms.Values.Where(form => !Leaving.Any(form.Action.StartsWith)))
        {
            foreach ((string field, string text) in form.Typed.SelectMany(field => Texts.Select(text => (field, text))))
            {
                await AskAsync(client, walker, form.Action, form.With(field, text), findings);
                tried++;
            }
        }

        foreach (Attempt page in pages)
        {
            await AskAsync(client, walker, page.Address, null, findings);
        }

        Assert.Empty(findings);
        Assert.True(tried > 200, $"{tried} requests: the walk says nothing");
        Assert.Contains("/log-out", await AskAsync(client, walker, "/account", null, findings), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(HttpClient client, Walker walker, string address, FormUrlEncodedContent? sent, List<string> findings)
    {
        using HttpRequestMessage request = new(sent is null ? HttpMethod.Get : HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = sent };
        walker.Sign(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        if ((int)answer.StatusCode >= 500)
        {
            string form = sent is null ? string.Empty : await sent.ReadAsStringAsync(Token);
            findings.Add($"{request.Method} {address} {(form.Length > 300 ? form[..300] : form)}: {(int)answer.StatusCode}");
        }

        return await answer.Content.ReadAsStringAsync(Token);
    }
}
