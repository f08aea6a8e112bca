using System.Text.RegularExpressions;
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
public sealed partial class ServerTrailTests
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
        Assert.Matches(@"^\(secret [0-9a-f]{16}\)$", AuditValues.Read(rows[1].NewValues)["Alarming:WeCom:Robots:cdc"]!);
        Assert.DoesNotContain("the-robots-key", rows[1].NewValues, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_changed_shows_as_changed_and_neither_it_nor_its_plain_hash_is_told()
    {
        Dictionary<string, string?> settings = new() { ["Alarming:WeCom:Robots:cdc"] = "one", ["Alarming:WeCom:Robots:town"] = "one" };
        ServerUnderTest first = await ServerUnderTest.StartAsync(settings);
        await first.StopAsync();
        await (await AgainAsync(first, settings)).StopAsync();
        settings["Alarming:WeCom:Robots:cdc"] = "two";
        ServerUnderTest other = await AgainAsync(first, settings);
        IReadOnlyList<AuditEntry> rows = await RowsAsync(other, AuditActions.Configuration);
        await other.DisposeAsync();

        Assert.Equal(2, rows.Count);
        (var before, var after) = (AuditValues.Read(rows[1].OldValues), AuditValues.Read(rows[1].NewValues));
        Assert.NotEqual(before["Alarming:WeCom:Robots:cdc"], after["Alarming:WeCom:Robots:cdc"]);
        Assert.Equal(before["Alarming:WeCom:Robots:town"], after["Alarming:WeCom:Robots:town"]);
        Assert.NotEqual(before["Alarming:WeCom:Robots:town"], before["Alarming:WeCom:Robots:cdc"]);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("one"u8))[..16];
        Assert.DoesNotContain(hash, rows[0].NewValues, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_file_that_changed_shows_as_changed_under_the_same_path()
    {
        using TemporaryDirectory folder = new();
        string file = folder.Path("influx");
        ConfigurationSecrets secrets = new(SecretFingerprint.In(folder.Path("keys")));
        File.WriteAllText(file, "one");
        string before = secrets.Shown("History:Influx:PasswordFile", file);
        Assert.Equal(before, new ConfigurationSecrets(SecretFingerprint.In(folder.Path("keys"))).Shown("History:Influx:PasswordFile", file));
        File.WriteAllText(file, "two");
        string after = secrets.Shown("History:Influx:PasswordFile", file);
        Assert.NotEqual(before, after);
        Assert.All((string[])[before, after], shown => Assert.StartsWith(file + " (secret ", shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("History:Influx:Password", "x", "(secret)")]
    [InlineData("History:Influx:PasswordFile", "/etc/influx", "/etc/influx")]
    [InlineData("History:Influx:Password", "", "")]
    [InlineData("History:Influx:Url", "https://me:word@db.example:8086/x", "https://(secret)@db.example:8086/x")]
    [InlineData("Alarming:Hook", "https://robot.example/send?access=1", "https://robot.example/send?(secret)")]
    [InlineData("Alarming:StepAfter", "00:05:00", "00:05:00")]
    public void A_secret_is_named_and_not_shown(string key, string value, string shown) =>
        Assert.Equal(shown, Fingerprint().Replace(new ConfigurationSecrets(new SecretFingerprint(new byte[32])).Shown(key, value), "(secret)"));

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

    [GeneratedRegex(@"\(secret [0-9a-f]{16}\)")]
    private static partial Regex Fingerprint();
}
