using ColdChain.Core.Identity;
using ColdChain.Server.Audit;
using ColdChain.Server.Ingest;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Persistence;
using ColdChain.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Audit;

/// <summary>What the server itself puts on the trail: its configuration, and clocks that were set.</summary>
public sealed class ServerTrailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_configuration_is_on_the_trail_at_the_first_start_and_again_only_when_it_differs()
    {
        await using ServerUnderTest first = await ServerUnderTest.StartAsync(new Dictionary<string, string?> { ["Alarming:StepAfter"] = "00:10:00" });
        await first.StopAsync();
        ServerUnderTest same = await AgainAsync(first, new() { ["Alarming:StepAfter"] = "00:10:00" });
        Assert.Single(await RowsAsync(same, AuditActions.Configuration));
        await same.StopAsync();

        ServerUnderTest other = await AgainAsync(first, new() { ["Alarming:StepAfter"] = "00:05:00", ["Alarming:WeCom:Robots:cdc"] = "the-robots-key" });
        IReadOnlyList<AuditEntry> rows = await RowsAsync(other, AuditActions.Configuration);
        await other.StopAsync();

        Assert.Equal(2, rows.Count);
        Assert.Equal("00:10:00", AuditValues.Read(rows[1].OldValues)["Alarming:StepAfter"]);
        Assert.Equal("00:05:00", AuditValues.Read(rows[1].NewValues)["Alarming:StepAfter"]);
        Assert.Equal("(secret)", AuditValues.Read(rows[1].NewValues)["Alarming:WeCom:Robots:cdc"]);
        Assert.DoesNotContain("the-robots-key", rows[1].NewValues, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("History:Influx:Password", "x", "(secret)")]
    [InlineData("History:Influx:PasswordFile", "/etc/influx", "/etc/influx")]
    [InlineData("History:Influx:Password", "", "")]
    [InlineData("History:Influx:Url", "https://me:word@db.example:8086/x", "https://(secret)@db.example:8086/x")]
    [InlineData("Alarming:Hook", "https://robot.example/send?access=1", "https://robot.example/send?(secret)")]
    [InlineData("Alarming:StepAfter", "00:05:00", "00:05:00")]
    public void A_secret_is_named_and_not_shown(string key, string value, string shown) =>
        Assert.Equal(shown, ConfigurationSecrets.Shown(key, value));

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(3)]
    public async Task The_server_s_clock_that_is_set_while_it_runs_is_on_the_trail(int seconds)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await server.Clock.WaitForTimersAsync(1, Token);
        await PassAMinuteAsync(server);
        Assert.Empty(await RowsAsync(server, AuditActions.ClockChange));

        server.Clock.StepWallClock(TimeSpan.FromSeconds(seconds));

        AuditEntry row = await ClockChangeAsync(server);
        Assert.Equal(("server", "the server's clock was set while it ran"), (row.Subject, row.Reason));
        Assert.Equal($"{seconds:+0.0;-0.0} s", row.SubjectKey);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_the_server_was_off_is_on_the_trail()
    {
        await using ServerUnderTest first = await ServerUnderTest.StartAsync();
        await first.StopAsync();
        ManualClock early = new(ServerUnderTest.Start.ToDateTimeOffset() - TimeSpan.FromHours(2));
        TestedRecords.Release();

        ServerUnderTest again = await ServerUnderTest.StartAsync(directory: first.Directory, clock: early);
        AuditEntry row = await ClockChangeAsync(again, passing: TimeSpan.Zero);
        await again.StopAsync();

        Assert.Equal("-7200.0 s", row.SubjectKey);
    }

    [Fact]
    public async Task An_agent_s_clock_that_is_wrong_is_on_the_trail_of_its_facility()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        server.App.Services.GetRequiredService<ClockWatch>().Notice(
            AgentId.Parse("gaochuan-gateway", null), ServerUnderTest.Start.UnixMilliseconds - 300_000, ServerUnderTest.Start);

        AuditEntry row = await ClockChangeAsync(server);

        Assert.Equal(("agent", "gaochuan-gateway", "gaochuan"), (row.Subject, row.SubjectKey, row.FacilityId?.ToString()));
        Assert.Contains("300 s behind", row.Reason, StringComparison.Ordinal);
    }

    private static async Task PassAMinuteAsync(ServerUnderTest server)
    {
        await server.Clock.WaitForTimersAsync(2, Token);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    /// <param name="server">Which looks at clocks at its start, and then every minute.</param>
    /// <param name="passing">Between two looks of ours; a minute by default.</param>
    private static async Task<AuditEntry> ClockChangeAsync(ServerUnderTest server, TimeSpan? passing = null) => await Eventually.GetAsync(
        async () =>
        {
            server.Clock.Advance(passing ?? TimeSpan.FromMinutes(1));
            return await RowsAsync(server, AuditActions.ClockChange) is [AuditEntry first, ..] ? first : null;
        },
        Eventually.DefaultBound,
        Token);

    private static async Task<ServerUnderTest> AgainAsync(ServerUnderTest first, Dictionary<string, string?> settings)
    {
        TestedRecords.Release();
        return await ServerUnderTest.StartAsync(settings, first.Directory);
    }

    private static async Task<IReadOnlyList<AuditEntry>> RowsAsync(ServerUnderTest server, string action)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().AuditEntries.AsNoTracking()
            .Where(entry => entry.Action == action).OrderBy(entry => entry.Id).ToListAsync(Token);
    }
}
