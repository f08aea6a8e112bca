using System.Globalization;
using System.Text.RegularExpressions;
using ColdChain.Testing;
using EndToEnd.Tests.Demo;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>The demo's pages in a real browser, as a phone and as a desktop, in both languages.</summary>
public sealed partial class DemoPageTests(DemoRun demo, ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>
{
    private static readonly TimeSpan AlarmBound = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_suits_phone_and_desktop_in_both_languages_without_a_complaint()
    {
        Assert.SkipWhen(ChromiumBrowser.Executable is null, ChromiumBrowser.MissingReason);
        await demo.IsLiveAsync(Token);
        foreach (Screen screen in Screen.All)
        {
            await using Visit visit = await browser.VisitAsync(screen, demo.BaseUrl);
            await visit.LogInAsync("chen.jing", "inspector-demo-1");
            foreach (string language in (string[])["zh", "en"])
            {
                await ChooseAsync(visit, language);
                foreach ((string name, string path) in Pages(demo.LiveSince))
                {
                    await visit.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
                    await visit.PictureAsync($"{name}-{language}", whole: name is "month" or "lot");
                    Assert.True(await visit.OverflowAsync() == 0, $"{path} is wider than a {screen.Name} in {language}");
                }
            }

            Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
        }
    }

    [Fact]
    public async Task A_nurse_takes_the_alarm_from_its_link_in_two_taps_and_a_preview_takes_nothing()
    {
        Assert.SkipWhen(ChromiumBrowser.Executable is null, ChromiumBrowser.MissingReason);
        await demo.IsLiveAsync(Token);
        await using Visit reading = await browser.VisitAsync(Screen.Phone, demo.BaseUrl);
        await reading.LogInAsync("li.na", "gaochuan-demo-1");
        string link = string.Empty;
        await Eventually.HoldsAsync(
            async () =>
            {
                await reading.Page.GotoAsync("/inbox");
                link = AlarmLink().Match(await reading.Page.ContentAsync()).Value;
                return link.Length > 0;
            },
            "the inbox has a message with a link",
            AlarmBound,
            Token);
        await reading.PictureAsync("inbox-zh");

        // What previews a link fetches it, more than once and without a log-in.
        using (HttpClient preview = new() { BaseAddress = demo.Address })
        {
            for (int i = 0; i < 3; i++)
            {
                Assert.Contains("我来处理", await preview.GetStringAsync(new Uri(link, UriKind.Relative), Token), StringComparison.Ordinal);
            }
        }

        await using Visit nurse = await browser.VisitAsync(Screen.Phone, demo.BaseUrl);
        await nurse.Page.GotoAsync(link);
        await nurse.PictureAsync("alarm-zh");
        await nurse.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "我来处理" }).ClickAsync();
        await Assertions.Expect(nurse.Page.GetByText("正在处理").First).ToBeVisibleAsync();
        await nurse.PictureAsync("alarm-taken-zh");
        Assert.Equal(0, await nurse.OverflowAsync());
        Assert.True(nurse.Complaints.Count == 0, string.Join("\n", nurse.Complaints));
    }

    private static IEnumerable<(string Name, string Path)> Pages(DateTimeOffset live)
    {
        string month = live.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        yield return ("overview", "/");
        yield return ("unit", "/units/gaochuan/fridge-2");
        yield return ("month", $"/months/{month}/gaochuan/fridge-1");
        yield return ("excursions", "/excursions");
        yield return ("excursion", "/excursions/1");
        yield return ("alarms", "/alarms");
        yield return ("lots", "/lots");
        yield return ("lot", "/lots/1");
        yield return ("stock", "/stock");
        yield return ("hand-readings", "/hand-readings");
        yield return ("audit", "/audit");
        yield return ("contacts", "/contacts");
    }

    private static async Task ChooseAsync(Visit visit, string language)
    {
        await visit.Page.GotoAsync("/");
        ILocator choose = visit.Page.Locator($"form[action='/language'] button[value='{language}']");
        if (await choose.CountAsync() > 0)
        {
            await choose.First.ClickAsync();
            // Not for the page to have loaded: asked while one page replaces another, that may wait for the one that is gone.
            await visit.Page.Locator($"html[lang|='{language}']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
    }

    [GeneratedRegex(@"/a/[A-Za-z0-9_\-]{16,}")]
    private static partial Regex AlarmLink();
}
