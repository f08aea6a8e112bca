using ColdChain.Testing;

namespace EndToEnd.Tests.Faults;

/// <summary>F5 with the real server: a small disk under its whole folder is filled while agents deliver, and has room again.</summary>
public sealed class ServerDiskTests
{
    private const int UsualFills = 2;
    private const int FreshReadings = 20;
    private const int MostBetween = 1_200;

    /// <summary>Requests in a row that get no acknowledgement: the disk is really full.</summary>
    private const int Refusals = 12;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait(FaultRun.Family, "F5-server")]
    public async Task A_full_disk_under_the_server_loses_nothing_and_it_goes_on_by_itself_once_there_is_room()
    {
        Assert.SkipUnless(SmallDisk.MayMount, "needs root to mount a small tmpfs");
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int fills = Math.Min(FaultRun.Count(UsualFills), 20);
        using SmallDisk disk = new(kibibytes: 96 * 1024);
        await using ServerSite site = new(disk.Folder);
        await site.SetUpAsync(Token);
        await site.StartAsync(Token);
        for (int fill = 0; fill < fills; fill++)
        {
            await site.AcknowledgesAsync(random.Next(1, MostBetween), Token);
            int missed = site.Missed;
            disk.FillUp();
            await Eventually.HoldsAsync(
                () => site.Missed >= missed + Refusals || site.Server.Current is not { IsRunning: true }, "requests are refused", Bound, Token);
            disk.MakeRoom();
            Assert.True(site.Server.Current!.IsRunning, $"{FaultRun.Again(seed)}: it ended:\n{site.Words()}");
        }

        await site.AcknowledgesAsync(FreshReadings, Token);
        Assert.Contains(site.Server.Lines, line => line.Contains("could not be stored", StringComparison.Ordinal));
        await site.VerifyAsync(FaultRun.Again(seed), Token);
        FaultRun.Report("F5-server", fills, seed);
    }
}
