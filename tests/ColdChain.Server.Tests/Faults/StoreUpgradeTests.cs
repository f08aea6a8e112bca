using System.Globalization;
using System.Text;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using ColdChain.Testing.Disks;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F13: a history of format 2 is brought up, and the process or the power ends at any call of that.</summary>
[Trait(FaultRun.Family, "F13-server")]
public sealed class StoreUpgradeTests : IDisposable
{
    private const int UsualEnds = 30;
    private const int Rows = 400;

    private readonly TemporaryDirectory _folder = TemporaryDirectory.InMemory();
    private readonly List<(string Folder, DiskCall Call)> _copies = [];

    [Fact]
    public async Task An_upgrade_that_is_killed_or_loses_power_at_any_call_is_done_at_the_next_start()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        int calls = await UpgradeAsync("dry", random, []);
        int[] ends = [.. Enumerable.Range(0, FaultRun.Count(UsualEnds)).Select(_ => random.Next(1, calls + 1)).Distinct()];
        await UpgradeAsync("run", random, [.. ends]);
        foreach ((string folder, DiskCall call) in _copies)
        {
            string what = $"{FaultRun.Again(seed)}, {Path.GetFileName(folder)} of {calls} ({call.Kind} {Path.GetFileName(call.Path)})";
            await using HistoryUnderTest history = new(folder);
            Assert.Equal(Enumerable.Range(0, Rows), (await history.AllOfAsync(HistoryUnderTest.Top)).Select(reading => reading.Value.MilliCelsius));
            Assert.True(history.Memory.Damages.Count == 0, what);
            await StoreStory.FreshAsync(history, what);
        }

        Assert.Equal(2 * ends.Length, _copies.Count);
        FaultRun.Report("F13-server", _copies.Count, seed);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>How many calls there were.</returns>
    private async Task<int> UpgradeAsync(string name, Random random, HashSet<int> ends)
    {
        string folder = Directory.CreateDirectory(_folder.Path(name)).FullName;
        FormerFormat.Write(Path.Combine(folder, HistoryFile.FileName), 2, RowsOfFormat2());
        SqliteConnection.ClearAllPools();
        using FaultyDisk disk = new(folder);
        disk.Rule = call =>
        {
            if (call.Changes && ends.Contains(call.Number))
            {
                string plates = Directory.CreateDirectory(_folder.Path($"power-{call.Number}")).FullName;
                disk.CutPower(random, plates);
                _copies.Add((plates, call));
                _copies.Add((FaultyCopy.Of(folder, _folder.Path($"kill-{call.Number}"), call, random), call));
            }

            return 0;
        };
        await using (HistoryUnderTest history = new(folder))
        {
            Assert.Equal(Rows, (await history.AllOfAsync(HistoryUnderTest.Top)).Count);
        }

        disk.Rule = _ => 0;
        return disk.Changes;
    }

    private static string RowsOfFormat2()
    {
        StringBuilder rows = new();
        rows.Append(
            CultureInfo.InvariantCulture,
            $"INSERT INTO sensors VALUES (7, '{HistoryUnderTest.Top}'); INSERT INTO journals VALUES (1, '{HistoryUnderTest.Agent}', '{HistoryUnderTest.Journal}');");
        for (int row = 0; row < Rows; row++)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"INSERT INTO readings VALUES (7, {HistoryUnderTest.Minute(row).UnixMilliseconds}, {row}, 0, 1, {row + 1}, {HistoryUnderTest.Minute(row + 1).UnixMilliseconds});");
        }

        return rows.ToString();
    }
}
