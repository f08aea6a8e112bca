using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Testing;
using EndToEnd.Tests.Access;

namespace EndToEnd.Tests.LocalAlarm;

/// <summary>The line is down and the fridge is warm: the clinic hears it, and afterwards the server shows it.</summary>
public sealed partial class LocalAlarmTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_line_it_sounds_within_two_seconds_and_the_server_shows_both_acknowledgements_afterwards()
    {
        await using EdgeSite site = await EdgeSite.StartAsync(Token);
        site.Network.Switch(ProxyMode.Cut);
        await site.WarmFridgeAsync(Token);

        (_, long sounded) = await site.RingAsync("alarm", Token);
        long late = sounded - site.FirstTooWarmAt();
        TestContext.Current.SendDiagnosticMessage($"The alarm sounded {late} ms after its rule fell due.");
        Assert.InRange(late, 0, 2_000);

        string written = await site.Modem.WaitForLineAsync($"sent {EdgeSite.Phone}", Bound, Token);
        Assert.Contains("冷链报警：1号冰箱", written, StringComparison.Ordinal);
        await site.Modem.WaitForLineAsync($"dialled {EdgeSite.Phone}", Bound, Token);
        site.ToModem($"sms {EdgeSite.Phone} 1");
        await site.RingAsync("acknowledged", Token);
        Assert.True(site.Network.RefusedOrReset > 0, "the line was never missed");

        site.Network.Switch(ProxyMode.Pass);
        using PersonSession nurse = await PersonSession.LogInAsync(site.Server, "nurse", EdgeSite.Password, Token);
        string alarm = await AlarmPageAsync(nurse, site);
        HttpStatusCode taken = await TakeAsync(nurse, alarm);
        Assert.True(taken == HttpStatusCode.Redirect, $"{taken}\n{site.Words()}");
        Answer page = await nurse.GetAsync(alarm, Token);
        Assert.Contains("现场网关报警", page.Body, StringComparison.Ordinal);
        Assert.Contains("王芳 在现场确认（短信回复）", page.Body, StringComparison.Ordinal);
        Assert.Contains("李护士 接手处理", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_the_excursion_with_the_line_down_it_neither_forgets_nor_rings_anew()
    {
        await using EdgeSite site = await EdgeSite.StartAsync(Token);
        site.Network.Switch(ProxyMode.Cut);
        await site.WarmFridgeAsync(Token);
        await site.RingAsync("alarm", Token);
        await site.Modem.WaitForLineAsync("hung-up", Bound, Token);

        await site.Agent.KillAsync(Token);
        site.Agent.Start();
        await Eventually.HoldsAsync(
            () => site.Agent.Lines.Any(line => line.Contains("by the kept profile", StringComparison.Ordinal)),
            $"the agent watches again\n{site.Words()}", Bound, Token);
        site.ToModem($"sms {EdgeSite.Phone} 1");
        await site.RingAsync("acknowledged", Token);

        Assert.Single(site.Rings(), ring => ring.Event == "alarm");
    }

    [Fact]
    public async Task A_siren_at_the_agents_listener_sounds_without_a_line_until_somebody_takes_the_alarm()
    {
        Assert.SkipUnless(File.Exists(EdgeSite.Subscriber), "mosquitto_sub is not installed (Debian: apt-get install mosquitto-clients)");
        await using EdgeSite site = await EdgeSite.StartAsync(Token);
        site.Network.Switch(ProxyMode.Cut);
        ProgramUnderTest siren = site.RunSiren();
        await site.WarmFridgeAsync(Token);
        await siren.WaitForLineAsync("coldchain/siren/gaochuan/fridge-1 on", Bound, Token);

        Assert.Equal(0, await site.TakeHereAsync("李护士", Token));

        await siren.WaitForLineAsync("coldchain/siren/gaochuan/fridge-1 off", Bound, Token);
        Assert.Single(siren.Lines, line => line.EndsWith(" on", StringComparison.Ordinal));
    }

    /// <summary>The address of the alarm once it shows what was done on site.</summary>
    private static async Task<string> AlarmPageAsync(PersonSession nurse, EdgeSite site)
    {
        string address = string.Empty;
        await Eventually.HoldsAsync(
            async () =>
            {
                Answer list = await nurse.GetAsync("/alarms", Token);
                address = AlarmLink().Match(list.Body).Value;
                return address.Length > 0
                    && (await nurse.GetAsync(address, Token)).Body.Contains("在现场确认", StringComparison.Ordinal);
            },
            $"the server shows the answer on site\n{site.Words()}",
            Bound,
            Token);
        return address;
    }

    private static async Task<HttpStatusCode> TakeAsync(PersonSession nurse, string alarm)
    {
        Answer page = await nurse.GetAsync(alarm, Token);
        string form = page.Body[page.Body.IndexOf($"action=\"{alarm}/take\"", StringComparison.Ordinal)..];
        string token = WebUtility.HtmlDecode(AntiforgeryToken().Match(form).Groups["value"].Value);
        return await nurse.PostAsync($"{alarm}/take", new() { ["__RequestVerificationToken"] = token, ["from"] = "page" }, Token);
    }

    [GeneratedRegex("/alarms/[0-9]+")]
    private static partial Regex AlarmLink();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex AntiforgeryToken();
}
