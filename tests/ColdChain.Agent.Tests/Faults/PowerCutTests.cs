using ColdChain.Agent.Buffer;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F3: what was written and not fsynced is there, is not there, or is there in part.</summary>
[Trait(FaultRun.Family, "F3")]
public sealed class PowerCutTests : IDisposable
{
    private const int UsualCuts = 100;
    private const int Steps = 60;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    [Fact]
    public async Task A_power_cut_at_any_moment_keeps_what_was_acknowledged()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        string folder = Directory.CreateDirectory(_folder.Path("run")).FullName;
        using FaultyDisk disk = new(folder);
        await using JournalStory story = new(folder, seed);
        await story.AppendAsync(1);
        List<(string Folder, JournalTruth Truth)> cuts = [];
        int count = FaultRun.Count(UsualCuts);
        int next = disk.Changes + random.Next(1, 20);
        disk.Rule = call =>
        {
            if (call.Changes && call.Number == next && cuts.Count < count)
            {
                string into = Directory.CreateDirectory(_folder.Path($"cut-{cuts.Count}")).FullName;
                disk.CutPower(random, into);
                cuts.Add((into, story.Truth()));
                next = call.Number + random.Next(1, 20);
            }

            return 0;
        };
        for (int round = 0; cuts.Count < count; round++)
        {
            await story.RunAsync(Steps);
            Assert.True(round < count, "the story makes no calls");
        }

        disk.Rule = _ => 0;
        foreach ((string cut, JournalTruth truth) in cuts)
        {
            await using SqliteReadingBuffer buffer = JournalStory.Open(cut);
            await truth.VerifyAsync(buffer, $"{FaultRun.Again(seed)}, {Path.GetFileName(cut)}");
            await JournalStory.FreshAsync(buffer, cut);
        }

        FaultRun.Report("F3", cuts.Count, seed);
    }

    public void Dispose() => _folder.Dispose();
}
