using ColdChain.Agent.Buffer;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F5 and F6: the n-th call to the disk fails, once or for a while, and the disk heals.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private const int UsualFull = 200;
    private const int UsualErrors = 100;
    private const int Steps = 14;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    [Fact]
    [Trait(FaultRun.Family, "F5")]
    public async Task A_disk_that_is_full_at_the_nth_write_costs_nothing_that_was_acknowledged()
    {
        int seed = FaultRun.Seed();
        int count = FaultRun.Count(UsualFull);
        int failed = await FailAsync(seed, count, random =>
        {
            (int from, int length) = (random.Next(1, 900), random.Next(1, 60));
            return call => call.Kind == DiskCallKind.Write && call.Number >= from && call.Number < from + length ? FaultyDisk.Full : 0;
        });
        Assert.True(failed >= count / 2, $"only {failed} verbs met a full disk");
        FaultRun.Report("F5", count, seed);
    }

    [Fact]
    [Trait(FaultRun.Family, "F6")]
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
            int from = random.Next(1, 900);
            int left = random.Next(1, 4);
            return call => call.Kind == kind && call.Number >= from && left-- > 0 ? code : 0;
        });
        Assert.True(failed >= count / 3, $"only {failed} verbs met an error");
        FaultRun.Report("F6", count, seed);
    }

    /// <summary>No second chance for what a failed fsync left in memory: the page cache shows it, the plates have it not.</summary>
    [Fact]
    [Trait(FaultRun.Family, "F6")]
    public async Task An_fsync_that_fails_is_never_acknowledged_and_told_in_words()
    {
        CollectingLog<DiskFaultTests> log = new();
        using FaultyDisk disk = new(_folder.FullPath);
        await using JournalStory story = new(_folder.FullPath, seed: 1, log);
        await story.AppendAsync(3);
        int failures = 0;
        disk.Rule = call => call.Kind == DiskCallKind.Sync && failures++ == 0 ? FaultyDisk.SyncError : 0;
        JournalFaultException fault = await Assert.ThrowsAsync<JournalFaultException>(
            async () => await story.Buffer.AppendAsync([Some.Measured(777)], JournalStory.Token));
        Assert.Equal(JournalFault.Unwritable, fault.Fault);
        Assert.Contains("state of the disk", fault.Message, StringComparison.Ordinal);
        await story.AppendAsync(3);
        Assert.Equal(6, story.Acknowledged);
        string plates = Directory.CreateDirectory(_folder.Path("plates")).FullName;
        disk.CutPower(new Random(1), plates);
        await using SqliteReadingBuffer after = JournalStory.Open(plates);
        Assert.Equal([1, 2, 3, 4, 5, 6], (await JournalTruth.ReadAsync(after)).Select(reading => reading.Value.MilliCelsius));
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
            CollectingLog<DiskFaultTests> log = new();
            await using JournalStory story = new(folder, seed + round, log);
            await story.RunAsync(Steps);
            disk.Rule = _ => 0;
            failed += story.Failed;
            disk.CutPower(random, plates);
            await using (SqliteReadingBuffer after = JournalStory.Open(plates))
            {
                await story.Truth().VerifyAsync(after, $"{what}, after a power cut");
            }

            await story.VerifyAsync(what);
            Assert.False(log.Has("is damaged"), $"{what}: a disk that failed was taken for a damaged file: {string.Join('\n', log.Lines)}");
            Directory.Delete(plates, recursive: true);
        }

        return failed;
    }
}
