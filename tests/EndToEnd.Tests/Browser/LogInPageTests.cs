using EndToEnd.Tests.Stack;

namespace EndToEnd.Tests.Browser;

/// <summary>The first page that anybody sees, before there is a single reading.</summary>
public sealed class LogInPageTests(ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_in_page_suits_phone_and_desktop_and_lets_a_nurse_in()
    {
        Assert.SkipWhen(ChromiumBrowser.Executable is null, ChromiumBrowser.MissingReason);
        await using CountyServer server = await CountyServer.StartAsync(Token);
        foreach (Screen screen in Screen.All)
        {
            await using Visit visit = await browser.VisitAsync(screen, server.BaseUrl);
            await visit.Page.GotoAsync("/");
            Assert.Contains("/log-in", visit.Page.Url, StringComparison.Ordinal);
            Assert.Equal(0, await visit.OverflowAsync());
            await visit.PictureAsync("log-in");

            await visit.LogInAsync("li.na", "gaochuan-demo-1");

            Assert.Equal(0, await visit.OverflowAsync());
            Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
        }
    }
}
