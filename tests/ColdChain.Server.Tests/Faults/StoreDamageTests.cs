using ColdChain.Server.History;
using ColdChain.Server.Integrity;
using ColdChain.Server.Tests.History;
using ColdChain.Testing;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F4: bytes that are gone, changed, zero, or of yesterday. Nothing is made up, and what was hit is said.</summary>
[Trait(FaultRun.Family, "F4-server")]
public sealed class StoreDamageTests
{
    private const int UsualCuts = 100;
    private const int UsualFlips = 300;
    private const int UsualTails = 60;

    /// <summary>What was acknowledged before that place is there; that there was more, the witness of the commits tells.</summary>
    [Fact]
    public async Task A_log_that_ends_anywhere_is_taken_up_to_its_last_whole_commit_and_what_it_lost_is_said()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        using StoreSpecimen specimen = await StoreSpecimen.MakeAsync(seed);
        int count = FaultRun.Count(UsualCuts);
        int lost = 0;
        for (int round = 0; round < count; round++)
        {
            int cut = random.Next(specimen.Log.Length);
            Standing standing = await ComesBackAsync(
                specimen, specimen.Lay($"cut-{round}", specimen.File, specimen.Log[..cut]), $"{FaultRun.Again(seed)}, log cut at {cut}");
            Assert.False(standing.IsRefused || standing.IsUntold, $"{FaultRun.Again(seed)}, log cut at {cut}: {standing}");
            lost += standing.Lost > 0 ? 1 : 0;
        }

        Assert.True(lost > 0, "no cut took a commit away: none was in the log");
        FaultRun.Report("F4-server", count, seed);
    }

    [Fact]
    public async Task A_flipped_bit_is_no_temperature_and_nothing_that_it_costs_goes_untold()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        using StoreSpecimen specimen = await StoreSpecimen.MakeAsync(seed);
        int count = FaultRun.Count(UsualFlips);
        List<Standing> found = [];
        for (int round = 0; round < count; round++)
        {
            (byte[] file, byte[] log) = ([.. specimen.File], [.. specimen.Log]);
            byte[] hit = random.Next(4) == 0 ? log : file;
            int at = random.Next(hit.Length);
            hit[at] ^= (byte)(1 << random.Next(8));
            string what = $"{FaultRun.Again(seed)}, bit flipped in the {(hit == log ? "log" : "file")} at {at}";
            found.Add(await ComesBackAsync(specimen, specimen.Lay($"flip-{round}", file, log), what));
            Assert.False(found[^1].IsUntold, $"{what}: {found[^1].Lost} readings are lost and nothing says so");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(Words(found));
        Assert.True(found.Count(one => one.IsTold) > count / 20, $"hardly any flip was noticed: {Words(found)}");
        FaultRun.Report("F4-server", count, seed);
    }

    [Fact]
    public async Task Zeros_a_cut_file_and_an_old_copy_are_survived_or_said()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        using StoreSpecimen specimen = await StoreSpecimen.MakeAsync(seed);
        int count = Math.Min(FaultRun.Count(UsualTails), 1_000);
        List<Standing> found = [];
        for (int round = 0; round < count; round++)
        {
            int tail = random.Next(1, specimen.File.Length);
            (string what, byte[] file, byte[]? log) = (round % 5) switch
            {
                0 => ($"file zero from {tail}", [.. specimen.File[..tail], .. new byte[specimen.File.Length - tail]], specimen.Log),
                1 => ($"log zero from {tail % specimen.Log.Length}", specimen.File, [.. specimen.Log[..(tail % specimen.Log.Length)], .. new byte[5000]]),
                2 => ($"file cut at {tail}", specimen.File[..tail], specimen.Log),
                3 => ("an old copy of the file", specimen.OldFile, null),
                _ => ("an old copy of the file beside the new log", specimen.OldFile, (byte[]?)specimen.Log),
            };
            found.Add(await ComesBackAsync(specimen, specimen.Lay($"tail-{round}", file, log), $"{FaultRun.Again(seed)}, {what}"));
            Assert.False(found[^1].IsUntold, $"{FaultRun.Again(seed)}, {what}: {found[^1].Lost} readings are lost and nothing says so");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(Words(found));
        FaultRun.Report("F4-server", count, seed);
    }

    private static string Words(List<Standing> found) =>
        $"of {found.Count}: {found.Count(one => one.IsRefused)} refused with an error, {found.Count(one => one.IsTold && !one.IsRefused)} opened and told, "
        + $"{found.Count(one => one.IsUntold)} lost something untold, {found.Count(one => !one.IsTold && one.Lost == 0)} without effect";

    /// <summary>Opened, it shows nothing that was not sent; a file that cannot be opened or read says so.</summary>
    private static async Task<Standing> ComesBackAsync(StoreSpecimen specimen, string folder, string what)
    {
        try
        {
            await using HistoryUnderTest history = new(folder);
            int lost = await specimen.Truth.VerifyAsync(history, what, int.MaxValue);
            // As the server does a minute after its start.
            int scrubbed = new HistoryScrub(history.File.Path).Run(StoreStory.Token).Count;
            if (await history.Readings.AppendAsync(HistoryUnderTest.Of(HistoryUnderTest.Reading(800_000, 400_000, 4_000)), StoreStory.Token) is ArrivalOutcome.DiskFailed)
            {
                return new Standing(IsRefused: true, IsTold: true, lost);
            }

            await StoreStory.FreshAsync(history, what);
            return new Standing(IsRefused: false, history.Memory.Damages.Count + scrubbed > 0, lost);
        }
        catch (Exception fault) when (fault is HistoryUnfitException or SqliteException or InvalidDataException)
        {
            return new Standing(IsRefused: true, IsTold: true, Lost: 0);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="IsRefused">It could not be opened, read or written, and an error says so.</param>
    /// <param name="IsTold">The damage was noticed.</param>
    /// <param name="Lost">Acknowledged readings that are not shown.</param>
    private sealed record Standing(bool IsRefused, bool IsTold, int Lost)
    {
        public bool IsUntold => Lost > 0 && !IsTold;
    }
}
