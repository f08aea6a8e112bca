using ColdChain.Agent.Buffer;
using ColdChain.Agent.Tests.Buffer;
using ColdChain.Testing;
using ColdChain.Testing.Disks;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F13: a journal of the first version is brought up, and the machine ends in the middle of that.</summary>
[Trait(FaultRun.Family, "F13")]
public sealed class UpgradeTests : IDisposable
{
    private const int UsualKills = 37;
    private const int Readings = 300;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();

    [Fact]
    public async Task A_journal_that_is_brought_up_loses_nothing_wherever_the_power_goes()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int count = FaultRun.Count(UsualKills);
        int reached = 0;
        for (int round = 0; round < count; round++)
        {
            string folder = Directory.CreateDirectory(_folder.Path($"run-{round}")).FullName;
            string plates = Directory.CreateDirectory(_folder.Path($"plates-{round}")).FullName;
            VersionOne.Make(Path.Combine(folder, SqliteReadingBuffer.FileName), Readings);
            reached += await BringUpAsync(folder, plates, random) ? 1 : 0;
            await using SqliteReadingBuffer buffer = JournalStory.Open(plates);
            Assert.Equal(Enumerable.Range(1, Readings), (await JournalTruth.ReadAsync(buffer)).Select(reading => reading.Value.MilliCelsius));
            await JournalStory.FreshAsync(buffer, $"{FaultRun.Again(seed)}, round {round}");
        }

        Assert.True(reached > count / 2, $"only {reached} of {count} cuts came while it was brought up");
        FaultRun.Report("F13", count, seed);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>True when the cut came before the opening was over.</returns>
    private static async Task<bool> BringUpAsync(string folder, string plates, Random random)
    {
        using FaultyDisk disk = new(folder);
        int cut = random.Next(1, 40);
        bool isCut = false;
        disk.Rule = call =>
        {
            if (call.Changes && call.Number == cut)
            {
                isCut = true;
                disk.CutPower(random, plates);
            }

            return 0;
        };
        await using SqliteReadingBuffer buffer = JournalStory.Open(folder);
        await buffer.CountAsync(JournalStory.Token);
        disk.Rule = _ => 0;
        if (!isCut)
        {
            disk.CutPower(random, plates);
        }

        return isCut;
    }
}
