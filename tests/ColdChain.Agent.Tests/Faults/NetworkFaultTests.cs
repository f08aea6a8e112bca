using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F8: the line to the server is cut, half-open, slow, or loses the answers; sensors go on meanwhile.</summary>
[Trait(FaultRun.Family, "F8")]
public sealed class NetworkFaultTests : IDisposable
{
    private const int UsualFaults = 300;
    private const int FreshReadings = 20;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_the_line_does_every_reading_arrives_and_counts_once()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        await using ForwardingSite site = new(_folder.FullPath);
        int faults = FaultRun.Count(UsualFaults);
        Dictionary<ProxyMode, int> met = [];
        for (int fault = 0; fault < faults; fault++)
        {
            if (fault % 5 == 0)
            {
                // A line that never works for long would only ever lose the first request of a start.
                site.Measure();
                await site.AllArriveAsync($"{FaultRun.Again(seed)}: fault {fault} meets a line that works");
            }

            ProxyMode mode = random.Next(20) switch
            {
                < 10 => ProxyMode.Cut,
                < 18 => ProxyMode.LoseReplies,
                18 => ProxyMode.Swallow,
                _ => ProxyMode.Pass,
            };
            await DisturbAsync(site, mode, random);
            met[mode] = met.GetValueOrDefault(mode) + 1;
        }

        await site.AllArriveAsync($"{FaultRun.Again(seed)}: everything arrives");
        Enumerable.Range(0, FreshReadings).ToList().ForEach(_ => site.Measure());
        await site.AllArriveAsync($"{FaultRun.Again(seed)}: fresh readings arrive");
        site.Verify(FaultRun.Again(seed));
        Assert.Equal(site.Sent, site.Acknowledged);
        Assert.True(site.Network.RefusedOrReset > met.GetValueOrDefault(ProxyMode.Cut) / 2, $"only {site.Network.RefusedOrReset} connections were cut");
        Assert.True(site.Server.Repeated > 0, "no reply was lost");
        Assert.True(site.Log.Has("cannot be reached") && site.Log.Has("reaches the server again"), "nothing was said");
        FaultRun.Report("F8", faults, seed);
    }

    [Fact]
    public async Task A_line_of_one_kilobyte_a_second_carries_what_is_measured()
    {
        await using ForwardingSite site = new(_folder.FullPath);
        site.Network.BytesPerSecond = 1024;
        for (int reading = 0; reading < FreshReadings; reading++)
        {
            site.Measure();
        }

        await site.AllArriveAsync("20 readings arrive at 1 kB/s");
        site.Verify("1 kB/s");
        FaultRun.Report("F8", 1, 0);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Until somebody has noticed: a line that was down while nobody used it proves nothing.</summary>
    private static async Task DisturbAsync(ForwardingSite site, ProxyMode mode, Random random)
    {
        (long lost, int cut) = (site.Network.LostBytes, site.Network.RefusedOrReset);
        site.Network.Delay = mode == ProxyMode.Pass ? TimeSpan.FromMilliseconds(random.Next(100)) : TimeSpan.Zero;
        site.Network.Switch(mode);
        for (int reading = random.Next(1, 5); reading > 0; reading--)
        {
            site.Measure();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), TimeProvider.System, Token);
        if (mode != ProxyMode.Pass)
        {
            await Eventually.HoldsAsync(
                () => site.Network.LostBytes > lost || site.Network.RefusedOrReset > cut, $"somebody meets {mode}", TimeSpan.FromSeconds(60), Token);
        }

        site.Network.Switch(ProxyMode.Pass);
    }
}
