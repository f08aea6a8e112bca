using ColdChain.Agent.Buffer;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Buffer;

public sealed class SpaceTests
{
    [Fact]
    public async Task At_its_bound_the_buffer_refuses_and_keeps_every_reading_it_has()
    {
        await using OpenJournal journal = new(largestBytes: BufferOptions.SmallestLargestBytes);
        (int stored, JournalFault fault) = await FillAsync(journal);
        Assert.Equal(JournalFault.SizeLimit, fault);
        Assert.Equal(Enumerable.Range(0, stored), await journal.WaitingAsync());
    }

    [Fact]
    public async Task Below_its_bound_again_the_buffer_takes_readings_again()
    {
        await using OpenJournal journal = new(largestBytes: BufferOptions.SmallestLargestBytes);
        (int stored, _) = await FillAsync(journal);
        await journal.RemoveAsync(new SequenceRange(1, stored / 2));
        await journal.AppendAsync(Some.Measured(777));
        Assert.Equal(777, (await journal.WaitingAsync())[^1]);
    }

    [Fact]
    public async Task A_full_disk_is_told_apart_and_heals_when_there_is_room()
    {
        Assert.SkipUnless(SmallDisk.MayMount, "needs root to mount a small tmpfs");
        using SmallDisk disk = new(kibibytes: 6 * 1024);
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = disk.Folder }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await buffer.AppendAsync([Some.Measured(0)], TestContext.Current.CancellationToken);
        disk.FillUp();

        int stored = 1;
        JournalFaultException? fault = null;
        while (fault is null && stored < 2_000_000)
        {
            fault = await TryAppendAsync(buffer, stored);
            stored += fault is null ? 500 : 0;
        }

        Assert.Equal(JournalFault.DiskFull, fault?.Fault);
        JournalPage kept = await buffer.PeekAsync(ForwardLane.Backlog, 1_000_000, TestContext.Current.CancellationToken);
        Assert.Equal(stored, kept.Entries.Count);

        disk.MakeRoom();
        Assert.Null(await TryAppendAsync(buffer, stored));
    }

    [Fact]
    public async Task On_a_full_disk_the_buffer_still_empties_into_the_server()
    {
        Assert.SkipUnless(SmallDisk.MayMount, "needs root to mount a small tmpfs");
        using SmallDisk disk = new(kibibytes: 6 * 1024);
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = disk.Folder }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await buffer.AppendAsync([Some.Measured(0)], TestContext.Current.CancellationToken);
        disk.FillUp();

        // Months of a clinic through the megabyte that the journal keeps for itself.
        for (int round = 0; round < 200; round++)
        {
            Assert.Null(await TryAppendAsync(buffer, round * 500));
            await buffer.RemoveAsync(
                buffer.Journal, [new SequenceRange(1, long.MaxValue)], TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(int Stored, JournalFault Fault)> FillAsync(OpenJournal journal)
    {
        int stored = 0;
        while (true)
        {
            JournalFaultException? fault = await TryAppendAsync(journal.Buffer, stored);
            if (fault is not null)
            {
                return (stored, fault.Fault);
            }

            stored += 500;
        }
    }

    private static async Task<JournalFaultException?> TryAppendAsync(SqliteReadingBuffer buffer, int from) =>
        await Record.ExceptionAsync(async () => await buffer.AppendAsync(
            [Some.Measured([.. Enumerable.Range(from, 500)])], TestContext.Current.CancellationToken)) as JournalFaultException;
}
