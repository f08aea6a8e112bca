using ColdChain.Agent.Buffer;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Buffer;

public sealed class DamageTests : IAsyncDisposable
{
    private readonly OpenJournal _journal = new();

    [Theory]
    [InlineData(0, 100)]
    [InlineData(0, 4096)]
    [InlineData(4096, 65536)]
    public async Task A_damaged_file_is_set_aside_and_the_agent_goes_on(int from, int length)
    {
        await FillAsync();
        JournalId before = _journal.Buffer.Journal;
        await _journal.ReopenAsync(() => Overwrite(from, length));

        await _journal.AppendAsync(Some.Measured(5000));
        await _journal.PeekAsync(ForwardLane.Backlog);
        Assert.NotEqual(before, _journal.Buffer.Journal);
        Assert.Single(Directory.GetFiles(_journal.Folder, "journal-damaged-20260501T000000000Z.db"));
    }

    [Fact]
    public async Task The_new_journal_begins_with_the_event_that_says_so()
    {
        await FillAsync();
        await _journal.ReopenAsync(() => Overwrite(0, 4096));
        await _journal.AppendAsync(Some.Measured(5000));
        JournalPage page = await _journal.PeekAsync(ForwardLane.Live, most: 10_000);
        WireEvent what = Assert.IsType<JournalEntry.Happened>(page.Entries[^1]).What;
        Assert.Equal((1L, WireEventKinds.BufferSetAside), (what.Sequence, what.Kind));
        Assert.Contains("journal-damaged-", what.Detail, StringComparison.Ordinal);
        WireEvent salvaged = page.Entries.OfType<JournalEntry.Happened>().First().What;
        Assert.Equal(WireEventKinds.BufferSalvaged, salvaged.Kind);
        Assert.Contains("2000 entries carried over", salvaged.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_never_a_journal_is_set_aside_too()
    {
        await _journal.ReopenAsync(() => File.WriteAllText(_journal.FilePath, new string('x', 10_000)));
        await _journal.AppendAsync(Some.Measured(5000));
        Assert.Equal([5000], await _journal.WaitingAsync());
        Assert.Equal(10_000, new FileInfo(Directory.GetFiles(_journal.Folder, "journal-damaged-*.db").Single()).Length);
    }

    [Fact]
    public async Task A_file_without_its_head_loses_no_reading()
    {
        await FillAsync();
        await _journal.ReopenAsync(() => Overwrite(0, 4096));
        Assert.Equal(Enumerable.Range(0, 2000), await _journal.WaitingAsync());
    }

    [Theory]
    [InlineData("file and log set aside")]
    [InlineData("log set aside, file not yet")]
    public async Task A_kill_while_a_damaged_file_is_set_aside_is_gone_on_with(string until)
    {
        await FillAsync();
        byte[] log = File.ReadAllBytes(_journal.FilePath + "-wal");
        byte[] file = File.ReadAllBytes(_journal.FilePath);
        string unread = Path.Combine(_journal.Folder, "journal-unread-20260501T000000000Z.db");
        await _journal.ReopenAsync(() =>
        {
            bool isMoved = until.StartsWith("file", StringComparison.Ordinal);
            File.Delete(_journal.FilePath);
            File.WriteAllBytes(isMoved ? unread : _journal.FilePath, file);
            File.WriteAllBytes(unread + "-wal", log);
        });
        Assert.Equal(Enumerable.Range(0, 2000), await _journal.WaitingAsync());
        Assert.Equal(
            ["journal-damaged-20260501T000000000Z.db", "journal-damaged-20260501T000000000Z.db-wal"],
            Directory.GetFiles(_journal.Folder, "journal-*-2026*").Select(Path.GetFileName).Where(name => !name!.EndsWith("-shm", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_damaged_log_is_noticed_and_its_commits_are_found_in_it()
    {
        for (int group = 0; group < 20; group++)
        {
            await _journal.AppendAsync(Some.Measured(group));
        }

        byte[] log = File.ReadAllBytes(_journal.FilePath + "-wal");
        byte[] file = File.ReadAllBytes(_journal.FilePath);
        log[200] ^= 1;
        await _journal.ReopenAsync(() =>
        {
            File.WriteAllBytes(_journal.FilePath, file);
            File.WriteAllBytes(_journal.FilePath + "-wal", log);
        });
        Assert.Equal(Enumerable.Range(0, 20), await _journal.WaitingAsync());
    }

    [Fact]
    public async Task A_journal_of_version_1_is_brought_up_with_everything_in_it()
    {
        await _journal.ReopenAsync(() => VersionOne.Make(_journal.FilePath, readings: 50));
        Assert.Equal(Enumerable.Range(1, 50), await _journal.WaitingAsync());
        await _journal.AppendAsync(Some.Measured(51));
        Assert.Equal(Enumerable.Range(1, 51), await _journal.WaitingAsync());
        Assert.Empty(Directory.GetFiles(_journal.Folder, "journal-damaged-*"));
    }

    [Fact]
    public async Task What_can_still_be_read_on_both_sides_of_the_damage_is_carried_over()
    {
        await FillAsync();
        await _journal.ReopenAsync(DamageOnePageOfReadings);
        IReadOnlyList<int> saved = await _journal.WaitingAsync();
        Assert.Single(Directory.GetFiles(_journal.Folder, "journal-damaged-*.db"));
        Assert.InRange(saved.Count, 1800, 1999);
        Assert.Equal(saved.Count, saved.Distinct().Count());
        Assert.Contains(0, saved);
        Assert.Contains(1999, saved);
        Assert.All(saved, value => Assert.InRange(value, 0, 1999));
    }

    [Fact]
    public async Task Two_damages_in_one_millisecond_keep_both_files()
    {
        await _journal.ReopenAsync(() => File.WriteAllText(_journal.FilePath, new string('x', 5000)));
        await _journal.AppendAsync(Some.Measured(1));
        await _journal.ReopenAsync(() => File.WriteAllText(_journal.FilePath, new string('y', 5000)));
        await _journal.AppendAsync(Some.Measured(2));
        Assert.Equal(2, Directory.GetFiles(_journal.Folder, "journal-damaged-*.db").Length);
    }

    [Fact]
    public async Task A_tail_that_was_torn_off_the_write_ahead_log_costs_only_what_nobody_was_told()
    {
        await FillAsync();
        byte[] log = File.ReadAllBytes(_journal.FilePath + "-wal");
        byte[] file = File.ReadAllBytes(_journal.FilePath);
        await _journal.ReopenAsync(() =>
        {
            File.WriteAllBytes(_journal.FilePath, file);
            File.WriteAllBytes(_journal.FilePath + "-wal", [.. log, .. new byte[777]]);
        });
        Assert.Equal(Enumerable.Range(0, 2000), await _journal.WaitingAsync());
    }

    [Fact]
    public async Task A_journal_of_a_newer_agent_is_left_alone()
    {
        await _journal.AppendAsync(Some.Measured(1));
        JournalProbe.Query(_journal, "UPDATE journal SET format = 99; PRAGMA user_version = 99");
        await _journal.ReopenAsync();
        JournalFaultException fault = await Assert.ThrowsAsync<JournalFaultException>(() => _journal.AppendAsync(Some.Measured(2)));
        Assert.Equal(JournalFault.NewerFormat, fault.Fault);
        Assert.Contains("newer agent", fault.Message, StringComparison.Ordinal);
        Assert.Equal("1", JournalProbe.Query(_journal, "SELECT milli_celsius FROM entries"));
        Assert.Empty(Directory.GetFiles(_journal.Folder, "journal-damaged-*"));
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private async Task FillAsync() => await _journal.AppendAsync(Some.Measured([.. Enumerable.Range(0, 2000)]));

    /// <summary>The page in the middle of those that hold readings, found by the sensor's name in them.</summary>
    private void DamageOnePageOfReadings()
    {
        const int PageBytes = 4096;
        byte[] file = File.ReadAllBytes(_journal.FilePath);
        int[] pages = [.. Enumerable.Range(0, file.Length / PageBytes)
            .Where(page => file.AsSpan(page * PageBytes, PageBytes).IndexOf("gaochuan/fridge-1/top"u8) >= 0)];
        Overwrite(pages[pages.Length / 2] * PageBytes, PageBytes);
    }

    private void Overwrite(int from, int length)
    {
        using FileStream file = File.OpenWrite(_journal.FilePath);
        file.Seek(from, SeekOrigin.Begin);
        file.Write([.. Enumerable.Repeat((byte)0xA5, length)]);
    }
}
