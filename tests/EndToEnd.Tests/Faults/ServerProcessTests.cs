using ColdChain.Testing;

namespace EndToEnd.Tests.Faults;

/// <summary>F2 and F13 with the real server: killed, or asked to end, at any moment while agents deliver.</summary>
public sealed class ServerProcessTests
{
    private const int UsualKills = 20;
    private const int UsualEnds = 6;
    private const int FreshReadings = 20;

    /// <summary>From one reading to some dozens of batches between two faults.</summary>
    private const int MostBetween = 1_200;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait(FaultRun.Family, "F2-server")]
    public async Task Twenty_kills_of_the_server_lose_nothing_double_nothing_and_change_no_excursion()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int kills = FaultRun.Count(UsualKills);
        await using ServerSite site = new();
        await site.SetUpAsync(Token);
        for (int kill = 0; kill < kills; kill++)
        {
            await site.StartAsync(Token);
            await site.AcknowledgesAsync(random.Next(1, MostBetween), Token);
            await site.Server.KillAsync(Token);
        }

        await site.StartAsync(Token);
        await site.AcknowledgesAsync(FreshReadings, Token);
        await site.VerifyAsync(FaultRun.Again(seed), Token);
        Assert.True(site.Missed >= kills, $"only {site.Missed} requests went unanswered: the kills met no traffic");
        FaultRun.Report("F2-server", kills, seed);
    }

    [Fact]
    [Trait(FaultRun.Family, "F13-server")]
    public async Task A_server_that_is_asked_to_end_in_the_middle_of_its_work_loses_nothing()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int ends = FaultRun.Count(UsualEnds);
        await using ServerSite site = new();
        await site.SetUpAsync(Token);
        for (int end = 0; end < ends; end++)
        {
            await site.StartAsync(Token);
            await site.AcknowledgesAsync(random.Next(1, MostBetween), Token);
            site.Server.Current!.AskToEnd();
            Assert.Equal(0, await site.Server.Current.WaitForExitAsync(Bound, Token));
        }

        await site.StartAsync(Token);
        await site.AcknowledgesAsync(FreshReadings, Token);
        await site.VerifyAsync(FaultRun.Again(seed), Token);
        Assert.True(site.Missed >= ends, $"only {site.Missed} requests went unanswered: the ends met no traffic");
        FaultRun.Report("F13-server", ends, seed);
    }

    [Fact]
    [Trait(FaultRun.Family, "F13-server")]
    public async Task A_second_server_on_one_data_directory_is_refused_and_the_first_goes_on()
    {
        await using ServerSite site = new();
        await site.SetUpAsync(Token);
        await site.StartAsync(Token);
        await site.AcknowledgesAsync(FreshReadings, Token);
        await using (ProgramUnderTest second = ProgramUnderTest.Start(
            Programs.Server, [.. site.Arguments[..^1], $"http://127.0.0.1:{FreePort.Next()}"]))
        {
            Assert.Equal(75, await second.WaitForExitAsync(Bound, Token));
            await second.WaitForLineAsync("Every server needs a data directory of its own", Bound, Token);
        }

        await site.AcknowledgesAsync(FreshReadings, Token);
        FaultRun.Report("F13-server", 1, 0);
    }
}
