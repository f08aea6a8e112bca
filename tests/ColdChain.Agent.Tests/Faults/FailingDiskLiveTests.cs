using ColdChain.Agent.Tests.Buffer;
using ColdChain.Core.Wire;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>A disk that cannot be written while the server can be reached: readings flow from memory (decision 0008).</summary>
public sealed class FailingDiskLiveTests
{
    private const int Readings = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait(FaultRun.Family, "F6")]
    public async Task With_a_disk_that_fails_readings_still_reach_the_server_and_are_acknowledged_then()
    {
        using TemporaryDirectory folder = TemporaryDirectory.InMemory();
        using FaultyDisk disk = new(folder.FullPath);
        await using ForwardingSite site = new(folder.FullPath);
        site.Measure();
        await site.AllArriveAsync("a first reading arrives");
        disk.Rule = call => call.Kind is DiskCallKind.Write or DiskCallKind.Sync ? FaultyDisk.WriteError : 0;
        await MeasureAllAsync(site);
        Assert.True(disk.Refused > 0, "the disk did not fail");
        Assert.Contains(site.Server.Events, what => what.Kind == WireEventKinds.BufferFailing);
        disk.Rule = _ => 0;
        site.Measure();
        await Eventually.HoldsAsync(
            () => site.Server.Events.Any(what => what.Kind == WireEventKinds.BufferFull), "the end is told", TimeSpan.FromSeconds(60), Token);
        await site.AllArriveAsync("everything arrives");
        site.Verify("a disk that failed");
        Assert.True(site.Log.Has("went to the server from memory"));
        FaultRun.Report("F6", 1, 0);
    }

    [Fact]
    [Trait(FaultRun.Family, "F6")]
    public async Task With_neither_disk_nothing_is_acknowledged()
    {
        using TemporaryDirectory folder = TemporaryDirectory.InMemory();
        using FaultyDisk disk = new(folder.FullPath);
        await using ForwardingSite site = new(folder.FullPath);
        site.Network.Switch(ProxyMode.Cut);
        disk.Rule = call => call.Kind is DiskCallKind.Write ? FaultyDisk.WriteError : 0;
        site.Measure();
        await Eventually.HoldsAsync(() => site.Log.Has("Nothing is acknowledged") && site.Network.RefusedOrReset > 0, "both fail", Token);
        Assert.Equal(0, site.Acknowledged);
        site.Network.Switch(ProxyMode.Pass);
        await Eventually.HoldsAsync(() => site.Acknowledged == 1, "the server has it", TimeSpan.FromSeconds(60), Token);
        FaultRun.Report("F6", 1, 0);
    }

    [Theory]
    [Trait(FaultRun.Family, "F5")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_card_that_is_full_or_read_only_from_the_start_readings_reach_the_server(bool isFull)
    {
        Assert.SkipUnless(SmallDisk.MayMount, "needs root to mount a small tmpfs");
        using SmallDisk disk = new(kibibytes: 6 * 1024);
        if (isFull)
        {
            disk.FillUp();
        }
        else
        {
            Directory.CreateDirectory(disk.Folder);
            disk.Remount("ro");
        }

        await using ForwardingSite site = new(disk.Folder);
        await MeasureAllAsync(site);
        Assert.True(site.Log.Has(isFull ? "the disk is full" : "cannot be read or written"));
        if (isFull)
        {
            disk.MakeRoom();
        }
        else
        {
            disk.Remount("rw");
        }

        site.Measure();
        await Eventually.HoldsAsync(() => site.Log.Has("The buffer can be written again"), "the disk is used again", TimeSpan.FromSeconds(60), Token);
        await site.AllArriveAsync("everything arrives");
        site.Verify("a card that healed");
        FaultRun.Report("F5", 1, 0);
    }

    private static async Task MeasureAllAsync(ForwardingSite site)
    {
        for (int reading = 0; reading < Readings; reading++)
        {
            site.Measure();
        }

        await Eventually.HoldsAsync(() => site.Acknowledged == site.Sent, "all are acknowledged", TimeSpan.FromSeconds(60), Token);
        int[] kept = [.. site.Server.Kept.Select(reading => reading.MilliCelsius)];
        Assert.True(Enumerable.Range(1, site.Sent).All(kept.Contains), "something was acknowledged that is on no disk");
    }
}
