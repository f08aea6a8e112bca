using ColdChain.Testing;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>One person at one screen; whatever the browser complains about is kept.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Set to 1 to renew the pictures of the documents; otherwise they go to artifacts/.</summary>
    private const string PicturesVariable = "COLDCHAIN_UPDATE_PICTURES";

    private readonly IBrowserContext _browserContext;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext browserContext, IPage page, Screen screen)
    {
        ArgumentNullException.ThrowIfNull(page);
        _browserContext = browserContext;
        Page = page;
        Screen = screen;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"{page.Url}: {message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _complaints.Add($"{page.Url}: {response.Url} answered {response.Status}");
            }
        };
    }

    public IPage Page { get; }

    public Screen Screen { get; }

    /// <summary>Console errors and warnings, script errors, failed requests.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async Task LogInAsync(string userName, string password)
    {
        await Page.GotoAsync("/log-in");
        await Page.Locator("input[name$='UserName']").FillAsync(userName);
        await Page.Locator("input[name$='Password']").FillAsync(password);
        await Page.Locator("main form button[type=submit], form:has(input[type=password]) button").First.ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/log-in", StringComparison.Ordinal));
    }

    /// <summary>The page must not be wider than the screen: a phone that scrolls sideways hides things.</summary>
    public async Task<int> OverflowAsync() => await Page.EvaluateAsync<int>(
        "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

    public async Task<string> PictureAsync(string name, bool whole = false)
    {
        string folder = Environment.GetEnvironmentVariable(PicturesVariable) == "1"
            ? Repository.Path("docs", "pictures")
            : Repository.Path("artifacts", "pictures");
        string path = Path.Combine(folder, $"{name}-{Screen.Name}.png");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = whole });
        return path;
    }

    public async ValueTask DisposeAsync() => await _browserContext.DisposeAsync();
}
