using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>Set in a browser before a page is read: says what of the page ran, or would have run if the policy had let it.</summary>
internal sealed class ScriptTrap
{
    /// <summary>
    /// Sets <c>stored</c> as an element, as an image that fails, as a drawing, and out of an attribute. No longer than the name of a lot
    /// may be, together with what stood there: a longer one could not be on record, and its page could not be made.
    /// </summary>
    public const string Hostile = "<script>stored=1</script><img src=x onerror=stored=2><svg onload=stored=3>\" onfocus=stored=4 autofocus '";

    /// <summary>For a link that is made of a text.</summary>
    public const string HostileLink = "javascript:stored=5//";

    private const string Setting = """
        window.sprung = [];
        Object.defineProperty(window, 'stored', { set(value) { window.sprung.push('ran: ' + value); } });
        document.addEventListener('securitypolicyviolation', event => window.sprung.push('stopped by the policy: ' + event.effectiveDirective + ' ' + event.blockedURI));
        """;

    /// <summary>Handlers, scripts and links that are in the page as such: encoded, none of them would be.</summary>
    private const string Reading = """
        () => [
          ...window.sprung,
          ...[...document.querySelectorAll('*')].flatMap(element => element.getAttributeNames()
            .filter(name => name.startsWith('on') || ['href', 'src', 'action', 'formaction'].includes(name) && /^\s*javascript:/i.test(element.getAttribute(name)))
            .map(name => 'stands there: ' + element.localName + ' ' + name)),
          ...[...document.querySelectorAll('script')].filter(script => script.textContent.includes('stored')).map(() => 'stands there: script'),
        ]
        """;

    private readonly List<string> _dialogs = [];
    private readonly IPage _page;

    private ScriptTrap(IPage page)
    {
        _page = page;
        page.Dialog += async (_, dialog) =>
        {
            _dialogs.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public static async Task<ScriptTrap> SetAsync(IPage page)
    {
        await page.AddInitScriptAsync(Setting);
        return new ScriptTrap(page);
    }

    /// <summary>What was caught on the page that is shown.</summary>
    public async Task<IReadOnlyList<string>> CaughtAsync()
    {
        // Over the first thing that shows a text of somebody, as a hand would be.
        await _page.Mouse.MoveAsync(300, 300);
        return [.. await _page.EvaluateAsync<string[]>(Reading), .. _dialogs];
    }
}
