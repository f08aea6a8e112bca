using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>Debian's chromium, driven without a window; one for all tests of a collection.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Null where it is not installed; a test that needs it skips by name.</summary>
    public static string? Executable { get; } = Places.FirstOrDefault(File.Exists);

    public static string MissingReason => "chromium is not installed (Debian: apt-get install chromium)";

    public async ValueTask InitializeAsync()
    {
        if (Executable is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Quiet, Headless = true });
        }
    }

    /// <summary>A person's browser: own cookies, own window size.</summary>
    public async Task<Visit> VisitAsync(Screen screen, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(screen);
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = baseUrl,
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            DeviceScaleFactor = screen.IsPhone ? 2 : 1,
            HasTouch = screen.IsPhone,
            IsMobile = screen.IsPhone,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        return new Visit(context, await context.NewPageAsync(), screen);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
