using ColdChain.Server.History;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F5 and F6: the n-th call to the disk fails, once or for a while, and the disk heals.</summary>
public sealed class StoreDiskTests : IDisposable
{
    private const int UsualFull = 100;
    private const int UsualErrors = 100;
    private const int Steps = 30;
    private const int LastCall = 700;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    [Fact]
    [Trait(FaultRun.Family, "F5-server")]
    public async Task A_disk_that_is_full_at_the_nth_write_costs_nothing_that_was_acknowledged()
    {
        int seed = FaultRun.Seed();
        int count = FaultRun.Count(UsualFull);
        int failed = await FailAsync(seed, count, random =>
        {
            (int from, int length) = (random.Next(1, LastCall), random.Next(1, 60));
            return call => call.Kind == DiskCallKind.Write && call.Number >= from && call.Number < from + length ? FaultyDisk.Full : 0;
        });
        Assert.True(failed >= count / 2, $"only {failed} verbs met a full disk");
        FaultRun.Report("F5-server", count, seed);
    }

    [Fact]
    [Trait(FaultRun.Family, "F6-server")]
    public async Task A_write_a_read_or_an_fsync_that_fails_costs_nothing_that_was_acknowledged()
    {
        int seed = FaultRun.Seed();
        int count = FaultRun.Count(UsualErrors);
        int failed = await FailAsync(seed, count, random =>
        {
            (DiskCallKind kind, int code) = random.Next(4) switch
            {
                0 => (DiskCallKind.Write, FaultyDisk.WriteError),
                1 => (DiskCallKind.Read, FaultyDisk.ReadError),
                2 => (DiskCallKind.Truncate, FaultyDisk.TruncateError),
                _ => (DiskCallKind.Sync, FaultyDisk.SyncError),
            };
            int from = random.Next(1, LastCall);
            int left = random.Next(1, 4);
            return call => call.Kind == kind && call.Number >= from && left-- > 0 ? code : 0;
        });
        Assert.True(failed >= count / 3, $"only {failed} verbs met an error");
        FaultRun.Report("F6-server", count, seed);
    }

    /// <summary>The page cache shows what a failed fsync left, the plates have it not: what is put behind it would go with it.</summary>
    [Fact]
    [Trait(FaultRun.Family, "F6-server")]
    public async Task What_an_fsync_left_undone_takes_nothing_along_that_came_after_a_restart()
    {
        using FaultyDisk disk = new(_folder.FullPath);
        await using (HistoryUnderTest first = new(_folder.FullPath))
        {
            await first.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(1, 0, 4_100)));
            disk.Rule = call => call.Kind == DiskCallKind.Sync ? FaultyDisk.SyncError : 0;
            Assert.IsType<ArrivalOutcome.DiskFailed>(
                await first.Readings.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(2, 1, 4_200)), StoreStory.Token));
        }

        disk.Rule = _ => 0;
        await using (HistoryUnderTest second = new(_folder.FullPath))
        {
            await second.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(3, 2, 4_300)));
            string plates = Directory.CreateDirectory(_folder.Path("plates")).FullName;
            disk.CutPower(new Random(1), plates);
            await using HistoryUnderTest after = new(plates);
            Assert.Contains(await after.AllOfAsync(HistoryUnderTest.Top), reading => reading.Value.MilliCelsius == 4_300);
        }
    }

    /// <summary>Its number is given to the next arrival, which would be taken for it and thrown away.</summary>
    [Fact]
    [Trait(FaultRun.Family, "F6-server")]
    public async Task A_commit_that_failed_does_not_come_to_life_when_the_file_is_opened_anew()
    {
        using FaultyDisk disk = new(_folder.FullPath);
        await using (HistoryUnderTest history = new(_folder.FullPath))
        {
            await history.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(1, 0, 4_100)));
            disk.Rule = call => call.Kind == DiskCallKind.Sync ? FaultyDisk.SyncError : 0;
            Assert.IsType<ArrivalOutcome.DiskFailed>(
                await history.Readings.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(2, 1, 4_200)), StoreStory.Token));
            disk.Rule = _ => 0;
            await history.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(3, 2, 4_300)));
        }

        await using HistoryUnderTest after = new(_folder.FullPath);
        Assert.Equal([4_100, 4_300], (await after.AllOfAsync(HistoryUnderTest.Top)).Select(reading => reading.Value.MilliCelsius));
        Assert.Empty(after.Memory.Damages);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>How many verbs failed; each time the files, and what a power cut leaves of them, hold what was promised.</returns>
    private async Task<int> FailAsync(int seed, int count, Func<Random, Func<DiskCall, int>> rule)
    {
        int failed = 0;
        for (int round = 0; round < count; round++)
        {
            Random random = new(seed + round);
            string what = $"{FaultRun.Again(seed)}, round {round}";
            string folder = Directory.CreateDirectory(_folder.Path($"round-{round}")).FullName;
            string plates = Directory.CreateDirectory(_folder.Path($"plates-{round}")).FullName;
            using FaultyDisk disk = new(folder) { Rule = rule(random) };
            await using StoreStory story = new(folder, seed + round);
            await story.RunAsync(Steps);
            disk.Rule = _ => 0;
            failed += story.Failed;
            StoreTruth truth = story.Truth();
            disk.CutPower(random, plates);
            await using (HistoryUnderTest after = new(plates))
            {
                Assert.True(after.Memory.Damages.Count == 0, $"{what}: a power cut was taken for damage: {string.Join("; ", after.Memory.Damages)}");
                await truth.VerifyAsync(after, $"{what}, after a power cut");
            }

            await story.VerifyAsync(what);
            Directory.Delete(plates, recursive: true);
        }

        return failed;
    }
}
