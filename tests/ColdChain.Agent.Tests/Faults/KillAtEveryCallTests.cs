using ColdChain.Agent.Buffer;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F1, second half: the process ends before, or in the middle of, a call to the disk.</summary>
[Trait(FaultRun.Family, "F1")]
public sealed class KillAtEveryCallTests : IDisposable
{
    private const int UsualKills = 160;
    private const int Steps = 60;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();
    private readonly List<(string Folder, JournalTruth Truth, DiskCall Call)> _copies = [];

    /// <summary>kill -9 keeps what was written, synced or not: a copy of the files at that call is what it leaves.</summary>
    [Fact]
    public async Task A_kill_at_any_write_fsync_or_removal_keeps_what_was_acknowledged()
    {
        int seed = FaultRun.Seed();
        int calls = await RunAsync(seed, "dry", []);
        Random random = new(seed);
        int[] kills = [.. Enumerable.Range(0, FaultRun.Count(UsualKills)).Select(_ => random.Next(1, calls + 1)).Distinct()];
        await RunAsync(seed, "run", [.. kills]);
        foreach ((string folder, JournalTruth truth, DiskCall call) in _copies)
        {
            string what = $"{FaultRun.Again(seed)}, call {call.Number} of {calls} ({call.Kind} {Path.GetFileName(call.Path)})";
            await using SqliteReadingBuffer buffer = JournalStory.Open(folder);
            await truth.VerifyAsync(buffer, what);
            await JournalStory.FreshAsync(buffer, what);
        }

        Assert.Equal(kills.Length, _copies.Count);
        Assert.Contains(_copies, copy => copy.Truth.Acknowledged.Count > 100);
        FaultRun.Report("F1", _copies.Count, seed);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>How many calls there were.</returns>
    private async Task<int> RunAsync(int seed, string name, HashSet<int> kills)
    {
        string folder = Directory.CreateDirectory(_folder.Path(name)).FullName;
        using FaultyDisk disk = new(folder);
        await using JournalStory story = new(folder, seed);
        Random random = new(seed);
        disk.Rule = call =>
        {
            if (call.Changes && kills.Contains(call.Number))
            {
                _copies.Add((Copy(folder, call, random), story.Truth(), call));
            }

            return 0;
        };
        await story.RunAsync(Steps);
        int calls = disk.Changes;
        disk.Rule = _ => 0;
        return calls;
    }

    private string Copy(string folder, DiskCall call, Random random)
    {
        string copy = Directory.CreateDirectory(_folder.Path($"copy-{call.Number}")).FullName;
        foreach (string file in Directory.GetFiles(folder).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        if (call.Kind == DiskCallKind.Write && random.Next(2) == 0)
        {
            using FileStream half = File.OpenWrite(Path.Combine(copy, Path.GetFileName(call.Path)));
            half.Seek(call.Offset, SeekOrigin.Begin);
            half.Write(call.Bytes, 0, random.Next(call.Bytes.Length));
        }

        return copy;
    }
}
