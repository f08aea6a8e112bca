using ColdChain.Testing;
using EndToEnd.Tests.Oracle;
using EndToEnd.Tests.Stack;

namespace EndToEnd.Tests.Faults;

/// <summary>G1 and G2 with real processes: nothing acknowledged is lost, nothing counts twice, nothing is invented.</summary>
public sealed class NothingIsLostTests
{
    private const int FreshReadings = 20;

    private static readonly TimeSpan RecoveryBound = TimeSpan.FromSeconds(120);

    private static readonly Dictionary<FaultKind, int> Kills =
        new() { [FaultKind.KillAgent] = 20, [FaultKind.KillServer] = 20 };

    private static readonly Dictionary<FaultKind, int> NetworkFaults =
        new() { [FaultKind.CutNetwork] = 4, [FaultKind.SwallowNetwork] = 2, [FaultKind.LoseReplies] = 4 };

    private static readonly Dictionary<FaultKind, int> BrokerFaults = new() { [FaultKind.RestartBroker] = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_kills_of_agent_and_server_with_a_cut_network_lose_nothing_and_double_nothing()
    {
        int seed = FaultRun.Seed();
        Say(FaultRun.Again(seed));
        await using FaultSite site = await FaultSite.StartAsync(Token);
        FaultDriver driver = new(site);

        List<IReadOnlyList<FaultStep>> plans =
        [
            FaultPlan.Shuffled(seed, Kills, Seconds(2), Seconds(0.5)),
            FaultPlan.Shuffled(seed + 1, NetworkFaults, Seconds(6), Seconds(4)),
        ];
        if (site.Broker is not null)
        {
            plans.Add(FaultPlan.Shuffled(seed + 2, BrokerFaults, Seconds(20), Seconds(2)));
        }

        await driver.RunAsync(plans, Token);
        await site.WaitForServerAsync(Token);
        bool isAlive = await FreshReadingsArriveAsync(site);
        LedgerVerdict verdict = await SettleAsync(site);

        Say($"{verdict}\nfaults: {string.Join(", ", driver.Done)}");
        Assert.True(verdict.IsClean, $"seed {seed}: {verdict}\n{site.Words()}");
        Assert.True(isAlive, $"seed {seed}: {FreshReadings} fresh readings did not arrive after the last fault\n{site.Words()}");
        Assert.Equal("ok", site.HistoryIntegrity());
        FaultsWereReached(site, driver, verdict);
        Assert.SkipWhen(site.Broker is null, $"all but the broker held; {MosquittoBroker.MissingReason}");
    }

    /// <summary>A fault that met no traffic proves nothing.</summary>
    private static void FaultsWereReached(FaultSite site, FaultDriver driver, LedgerVerdict verdict)
    {
        IReadOnlyList<TruthEntry> truth = site.Truth();
        Assert.Equal(20, site.Agent.KilledAt.Count);
        Assert.Equal(20, site.Server.KilledAt.Count);
        Assert.Equal(4, driver.Done[FaultKind.CutNetwork]);
        Assert.True(site.Network.RefusedOrReset > 0, "no connection was cut");
        Assert.True(site.Network.LostBytes > 0, "no bytes were swallowed");
        Assert.True(verdict.Owed > 1_000, $"only {verdict.Owed} readings were owed: that is no load");
        Assert.Contains(truth, entry => entry is { Kind: TruthEntry.MqttSent, Dup: true });
        Assert.True(
            site.Agent.KilledAt.Count(kill => HasTrafficNear(truth, kill)) >= 10, "the agent was killed out of traffic");
        Say($"repeated with DUP: {truth.Count(entry => entry is { Kind: TruthEntry.MqttSent, Dup: true })}, "
            + $"connections cut: {site.Network.RefusedOrReset}, bytes swallowed: {site.Network.LostBytes}");
    }

    private static bool HasTrafficNear(IReadOnlyList<TruthEntry> truth, long kill) =>
        truth.Any(entry => Math.Abs(entry.At - kill) < 200 && entry.Kind is TruthEntry.MqttAcked or TruthEntry.ModbusAnswer);

    private static async Task<bool> FreshReadingsArriveAsync(FaultSite site)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        long begun = TimeProvider.System.GetTimestamp();
        bool isAlive = false;
        while (!isAlive && TimeProvider.System.GetElapsedTime(begun) < RecoveryBound)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token);
            isAlive = site.Stored().Count(row => row.MeasuredAt > now) >= FreshReadings;
        }

        return isAlive;
    }

    /// <summary>Sensors fall silent; what is on its way may arrive.</summary>
    private static async Task<LedgerVerdict> SettleAsync(FaultSite site)
    {
        await site.EndSensorsAsync(RecoveryBound, Token);
        long begun = TimeProvider.System.GetTimestamp();
        LedgerVerdict verdict = site.Compare();
        while (verdict.Lost.Count > 0 && TimeProvider.System.GetElapsedTime(begun) < RecoveryBound)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Token);
            verdict = site.Compare();
        }

        return verdict;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
