using ColdChain.Core.Alarms;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Audit;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>What was heard and answered at the clinic while the line was down, on the server's page of the alarm.</summary>
public sealed class EdgeAnswersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_the_answer_on_site_beside_the_servers_own()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.WarmAsync("gaochuan/fridge-1");
        await server.RunAsync();
        await ReportAsync(server, "gaochuan-gateway", ServerUnderTest.GaochuanKey);
        using HttpClient nurse = await server.Server.LogInAsync("nurse");
        await AlarmPagesTests.PostAsync(nurse, "/alarms/1", "/alarms/1/take", ("from", "page"));

        string page = await nurse.GetStringAsync(new Uri("/alarms/1", UriKind.Relative), Token);

        Assert.Contains("现场网关报警", page, StringComparison.Ordinal);
        Assert.Contains("王芳 在现场确认（短信回复）", page, StringComparison.Ordinal);
        Assert.Contains("李护士 接手处理", page, StringComparison.Ordinal);
        Assert.Single(page.Split("在现场确认").Skip(1));
    }

    [Fact]
    public async Task The_same_in_English()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.WarmAsync("gaochuan/fridge-1");
        await server.RunAsync();
        await ReportAsync(server, "gaochuan-gateway", ServerUnderTest.GaochuanKey);
        using HttpClient nurse = (await server.Server.LogInAsync("nurse")).InEnglish();

        string page = await nurse.GetStringAsync(new Uri("/alarms/1", UriKind.Relative), Token);

        Assert.Contains("王芳 took it on site (a reply by SMS)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_cannot_answer_for_its_neighbours_fridge()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.WarmAsync("gaochuan/fridge-1");
        await server.RunAsync();
        await ReportAsync(server, "baishi-gateway", ServerUnderTest.BaishiKey);
        using HttpClient nurse = await server.Server.LogInAsync("nurse");

        string page = await nurse.GetStringAsync(new Uri("/alarms/1", UriKind.Relative), Token);

        Assert.DoesNotContain("现场", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_on_site_is_shown_and_the_chain_is_told_all_the_same()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync();
        await server.WarmAsync("gaochuan/fridge-1");
        await ReportAsync(server, "gaochuan-gateway", ServerUnderTest.GaochuanKey);
        await server.RunAsync();

        Assert.Equal(AlarmStage.Raised, (await server.AlarmAsync()).Stage);
        Assert.NotEmpty(server.Inbox.Messages);
    }

    [Fact]
    public async Task Where_it_is_configured_an_answer_on_site_takes_the_alarm_from_that_moment_on()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync(
            new Dictionary<string, string?> { ["Alarming:LocalAcknowledgementTakes"] = "true" });
        await server.WarmAsync("gaochuan/fridge-1");
        await server.RunAsync();
        Instant at = await ReportAsync(server, "gaochuan-gateway", ServerUnderTest.GaochuanKey);
        await server.RunAsync();

        Server.Alarming.Alarm alarm = await server.AlarmAsync();
        Assert.Equal((AlarmStage.Taken, "王芳", at, at + TimeSpan.FromMinutes(30)), (alarm.Stage, alarm.TakenBy, alarm.TakenAt, alarm.PausedUntil));
    }

    [Fact]
    public async Task Two_alarms_that_two_persons_took_on_site_bear_each_their_own_on_the_trail()
    {
        await using AlarmedServer server = await AlarmedServer.StartAsync(
            new Dictionary<string, string?> { ["Alarming:LocalAcknowledgementTakes"] = "true" });
        await server.WarmAsync("gaochuan/fridge-1");
        await server.WarmAsync("gaochuan/fridge-2");
        await server.RunAsync();
        await ReportAsync(
            server,
            "gaochuan-gateway",
            ServerUnderTest.GaochuanKey,
            at => [Taken(1, at, "gaochuan/fridge-1", "王芳"), Taken(2, at, "gaochuan/fridge-2", "刘院长")]);
        await server.RunAsync();

        List<AuditEntry> trail = await server.InRecordsAsync(records => records.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == "alarm" && entry.Actor.StartsWith("edge:"))
            .OrderBy(entry => entry.SubjectKey)
            .ToListAsync(Token));
        Assert.Equal(["edge:王芳", "edge:刘院长"], trail.Select(entry => entry.Actor));
    }

    /// <summary>Raised and taken at the clinic, each told twice as after a crash. When it was taken.</summary>
    private static Task<Instant> ReportAsync(AlarmedServer server, string agent, string key) => ReportAsync(server, agent, key, at =>
    [
        Event(1, WireEventKinds.LocalAlarmRaised, at - TimeSpan.FromMinutes(1), "cn-imm.high.10min: 冷链报警"),
        Taken(2, at, "gaochuan/fridge-1", "王芳"),
        Taken(3, at, "gaochuan/fridge-1", "王芳"),
    ]);

    private static async Task<Instant> ReportAsync(
        AlarmedServer server, string agent, string key, Func<Instant, IReadOnlyList<WireEvent>> events)
    {
        Instant at = server.Now - TimeSpan.FromMinutes(1);
        using HttpClient client = server.Server.Anonymous();
        await new AgentUnderTest(client, agent, key).DeliverAsync(
            AgentUnderTest.Batch("none/of/it") with { Series = [], Events = events(at) });
        return at;
    }

    private static WireEvent Taken(long sequence, Instant at, string unit, string by) =>
        Event(sequence, WireEventKinds.LocalAlarmAcknowledged, at, $"sms: {by}", unit);

    private static WireEvent Event(long sequence, string kind, Instant at, string detail, string unit = "gaochuan/fridge-1") => new()
    {
        Sequence = sequence,
        Kind = kind,
        At = at.UnixMilliseconds,
        Sensor = $"{unit}/top",
        Unit = unit,
        Detail = detail,
    };
}
