using System.Globalization;
using System.Text.RegularExpressions;
using ColdChain.Testing;

namespace EndToEnd.Tests.Faults;

/// <summary>F2 with the real server whose history is a real InfluxDB: both are killed while agents deliver.</summary>
public sealed partial class ServerInfluxTests
{
    private const int UsualKills = 5;
    private const int FreshReadings = 20;
    private const int MostBetween = 1_200;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait(FaultRun.Family, "F2-server")]
    public async Task Kills_of_a_server_that_writes_to_InfluxDB_lose_nothing_and_everything_is_there_in_the_end()
    {
        Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int kills = FaultRun.Count(UsualKills);
        await using InfluxServer influx = await InfluxServer.StartAsync(Token);
        await using ServerSite site = new(settings: $$"""{ "History": { "Kind": "influxdb", "Influx": { "Url": "{{influx.Url}}", "KeepDays": 0 } } }""");
        await site.SetUpAsync(Token);
        for (int kill = 0; kill < kills; kill++)
        {
            await site.StartAsync(Token);
            await site.AcknowledgesAsync(random.Next(1, MostBetween), Token);
            if (kill % 3 == 1)
            {
                // The server is killed while InfluxDB is away, too.
                await influx.KillAsync(Token);
                await site.AcknowledgesAsync(random.Next(1, MostBetween), Token);
            }

            await site.Server.KillAsync(Token);
            if (!influx.IsRunning)
            {
                await influx.StartAgainAsync(Token);
            }
        }

        await site.StartAsync(Token);
        await site.AcknowledgesAsync(FreshReadings, Token);
        await site.VerifyAsync(FaultRun.Again(seed), Token);
        Assert.True(site.Missed >= kills, $"only {site.Missed} requests went unanswered: the kills met no traffic");
        int stored = site.Stored;
        await Eventually.HoldsAsync(
            async () => await CountAsync(influx) == stored, $"{FaultRun.Again(seed)}: InfluxDB has all {stored} readings, each once", Bound, Token);
        FaultRun.Report("F2-server", kills, seed);
    }

    private static async Task<int> CountAsync(InfluxServer influx)
    {
        string answer = await influx.AskAsync("SELECT count(v) FROM readings", "coldchain", Token);
        Match count = Count().Match(answer);
        return count.Success ? int.Parse(count.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\[0,(?<count>[0-9]+)\]")]
    private static partial Regex Count();
}
