using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F2, first half: the server ends before, or in the middle of, a call to the disk.</summary>
[Trait(FaultRun.Family, "F2-server")]
public sealed class StoreKillTests : IDisposable
{
    private const int UsualKills = 120;
    private const int Steps = 130;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();
    private readonly List<(string Folder, StoreTruth Truth, DiskCall Call)> _copies = [];

    /// <summary>kill -9 keeps what was written, synced or not: a copy of the files at that call is what it leaves.</summary>
    [Fact]
    public async Task A_kill_at_any_write_fsync_or_truncation_keeps_what_was_acknowledged()
    {
        int seed = FaultRun.Seed();
        (int calls, int chunks) = await RunAsync(seed, "dry", []);
        Random random = new(seed);
        int[] kills = [.. Enumerable.Range(0, FaultRun.Count(UsualKills)).Select(_ => random.Next(1, calls + 1)).Distinct()];
        await RunAsync(seed, "run", [.. kills]);
        foreach ((string folder, StoreTruth truth, DiskCall call) in _copies)
        {
            string what = $"{FaultRun.Again(seed)}, call {call.Number} of {calls} ({call.Kind} {Path.GetFileName(call.Path)})";
            await using HistoryUnderTest history = new(folder);
            Assert.True(history.Memory.Damages.Count == 0, $"{what}: a kill was taken for damage: {string.Join("; ", history.Memory.Damages)}");
            await truth.VerifyAsync(history, what);
            await StoreStory.FreshAsync(history, what);
        }

        // What is handed in together shares a commit or not, so that the second run has a few calls more or less.
        Assert.InRange(_copies.Count, kills.Length * 9 / 10, kills.Length);
        Assert.Contains(_copies, copy => copy.Truth.Acknowledged.Count > 100);
        Assert.True(chunks > 3, $"{FaultRun.Again(seed)}: only {chunks} chunks were made: sealing was hardly killed");
        FaultRun.Report("F2-server", _copies.Count, seed);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>How many calls there were, and how many chunks were made.</returns>
    private async Task<(int Calls, int Chunks)> RunAsync(int seed, string name, HashSet<int> kills)
    {
        string folder = Directory.CreateDirectory(_folder.Path(name)).FullName;
        using FaultyDisk disk = new(folder);
        await using StoreStory story = new(folder, seed);
        Random random = new(seed);
        disk.Rule = call =>
        {
            if (call.Changes && kills.Contains(call.Number))
            {
                _copies.Add((FaultyCopy.Of(folder, _folder.Path($"copy-{call.Number}"), call, random), story.Truth(), call));
            }

            return 0;
        };
        await story.RunUntilBoundAsync(Steps);
        disk.Rule = _ => 0;
        return (disk.Changes, story.Chunks);
    }
}
