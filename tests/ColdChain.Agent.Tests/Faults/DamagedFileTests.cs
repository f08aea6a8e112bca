using ColdChain.Agent.Buffer;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>F4: bytes that are gone, changed, zero, or of yesterday. The buffer comes back by itself and makes nothing up.</summary>
[Trait(FaultRun.Family, "F4")]
public sealed class DamagedFileTests
{
    private const int UsualCuts = 200;
    private const int UsualFlips = 400;
    private const int UsualTails = 60;
    private const int PageBytes = 4096;

    [Fact]
    public async Task A_log_that_ends_anywhere_in_its_last_records_keeps_every_commit_before()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        using JournalSpecimen specimen = await JournalSpecimen.MakeAsync();
        (long from, long to) = (specimen.Commits[^3].LogEnd, specimen.Commits[^1].LogEnd);
        int count = (int)Math.Min(FaultRun.Count(UsualCuts), to - from);
        int[] places = [.. Enumerable.Range((int)from, (int)(to - from))];
        random.Shuffle(places);
        int[] cuts = places[..count];
        foreach (int cut in cuts)
        {
            string folder = specimen.Lay($"cut-{cut}", specimen.File, specimen.Log[..cut]);
            int highest = specimen.Commits.Last(commit => commit.LogEnd <= cut).Highest;
            JournalTruth truth = specimen.Truth with { Acknowledged = [.. Enumerable.Range(1, highest)] };
            await ComesBackAsync(folder, truth, $"{FaultRun.Again(seed)}, log cut at {cut}");
        }

        FaultRun.Report("F4", cuts.Length, seed);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_no_temperature_and_no_end()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        using JournalSpecimen specimen = await JournalSpecimen.MakeAsync();
        int[] used = [.. Enumerable.Range(0, specimen.File.Length / PageBytes).Where(page => page < 12 || specimen.File.AsSpan(page * PageBytes, PageBytes).IndexOf("gaochuan"u8) >= 0)];
        int count = FaultRun.Count(UsualFlips);
        int told = 0;
        for (int flip = 0; flip < count; flip++)
        {
            (byte[] file, byte[] log) = ([.. specimen.File], [.. specimen.Log]);
            bool isLog = random.Next(4) == 0;
            int at = isLog
                ? random.Next((int)specimen.Commits[^1].LogEnd)
                : (used[random.Next(used.Length)] * PageBytes) + random.Next(PageBytes);
            (isLog ? log : file)[at] ^= (byte)(1 << random.Next(8));
            string folder = specimen.Lay($"flip-{flip}", file, log);
            told += await ComesBackAsync(folder, specimen.Truth, $"{FaultRun.Again(seed)}, bit flipped in the {(isLog ? "log" : "file")} at {at}", mayLose: true) ? 1 : 0;
        }

        Assert.True(told > count / 20, $"only {told} of {count} flips were noticed");
        FaultRun.Report("F4", count, seed);
    }

    [Fact]
    public async Task Zeros_at_the_end_and_an_old_copy_are_survived()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        using JournalSpecimen specimen = await JournalSpecimen.MakeAsync();
        int count = Math.Min(FaultRun.Count(UsualTails), 1000);
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
            string folder = specimen.Lay($"tail-{round}", file, log);
            await ComesBackAsync(folder, specimen.Truth, $"{FaultRun.Again(seed)}, {what}", mayLose: true);
        }

        FaultRun.Report("F4", count, seed);
    }

    /// <returns>True when the damage was noticed and told.</returns>
    private static async Task<bool> ComesBackAsync(string folder, JournalTruth truth, string what, bool mayLose = false)
    {
        CollectingLog<DamagedFileTests> log = new();
        bool isTold;
        await using (SqliteReadingBuffer buffer = JournalStory.Open(folder, log))
        {
            int lost = await truth.VerifyAsync(buffer, what, mayLose ? int.MaxValue : 0);
            isTold = (await buffer.PeekAsync(ForwardLane.Backlog, int.MaxValue, JournalStory.Token)).Entries
                .Concat((await buffer.PeekAsync(ForwardLane.Live, int.MaxValue, JournalStory.Token)).Entries)
                .OfType<JournalEntry.Happened>().Any(entry => entry.What.Kind == WireEventKinds.BufferSalvaged);
            Assert.Equal(isTold, log.Has("was damaged"));
            await JournalStory.FreshAsync(buffer, what);
            TestContext.Current.SendDiagnosticMessage("{0}: lost {1}, told {2}", what, lost, isTold);
        }

        Directory.Delete(folder, recursive: true);
        return isTold;
    }
}
