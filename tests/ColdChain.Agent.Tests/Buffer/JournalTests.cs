using ColdChain.Agent.Buffer;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Buffer;

public sealed class JournalTests : IAsyncDisposable
{
    private readonly OpenJournal _journal = new();

    [Fact]
    public async Task What_was_appended_is_there_after_a_restart()
    {
        await _journal.AppendAsync(Some.Measured(4000, 4100), Some.Event(WireEventKinds.SensorFault));
        JournalId before = _journal.Buffer.Journal;
        await _journal.ReopenAsync();

        JournalPage page = await _journal.PeekAsync(ForwardLane.Backlog);
        Assert.Equal(before, page.Journal);
        Assert.Equal(Some.Reading(4000), Assert.IsType<JournalEntry.Measured>(page.Entries[0]).Reading);
        Assert.Equal(Some.Reading(4100), Assert.IsType<JournalEntry.Measured>(page.Entries[1]).Reading);
        WireEvent what = Assert.IsType<JournalEntry.Happened>(page.Entries[2]).What;
        Assert.Equal(
            (3L, WireEventKinds.SensorFault, Some.Morning.UnixMilliseconds, Some.Sensor.ToString(), "why"),
            (what.Sequence, what.Kind, what.At, what.Sensor, what.Detail));
    }

    [Fact]
    public async Task Readings_and_events_share_one_count()
    {
        await _journal.AppendAsync(Some.Measured(4000), Some.Event(WireEventKinds.SourceBack), Some.Measured(4100));
        JournalPage page = await _journal.PeekAsync(ForwardLane.Live);
        Assert.Equal([3, 2, 1], page.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Looking_takes_nothing_away()
    {
        await _journal.AppendAsync(Some.Measured(4000));
        await _journal.PeekAsync(ForwardLane.Live);
        Assert.Equal([4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task Only_the_ranges_that_were_accepted_go()
    {
        await _journal.AppendAsync(Some.Measured(1, 2, 3, 4, 5, 6));
        await _journal.RemoveAsync(new SequenceRange(2, 3), new SequenceRange(5, 5));
        Assert.Equal([1, 4, 6], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task An_emptied_journal_does_not_count_from_one_again()
    {
        await _journal.AppendAsync(Some.Measured(1, 2, 3));
        await _journal.RemoveAsync(new SequenceRange(1, 3));
        await _journal.ReopenAsync();
        await _journal.AppendAsync(Some.Measured(4));
        Assert.Equal(4, Assert.Single((await _journal.PeekAsync(ForwardLane.Live)).Entries).Sequence);
    }

    [Fact]
    public async Task Acceptance_of_another_journal_removes_nothing()
    {
        await _journal.AppendAsync(Some.Measured(1));
        await _journal.Buffer.RemoveAsync(
            JournalId.FromGuid(Guid.NewGuid()), [new SequenceRange(1, 1)], TestContext.Current.CancellationToken);
        Assert.Equal([1], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task The_live_lane_shows_the_newest_first_and_the_rest_becomes_backlog_oldest_first()
    {
        await _journal.AppendAsync(Some.Measured(1, 2, 3, 4, 5));
        Assert.Equal([5, 4], Sequences(await _journal.PeekAsync(ForwardLane.Live, most: 2)));
        Assert.Equal([1, 2, 3], Sequences(await _journal.PeekAsync(ForwardLane.Backlog)));
    }

    [Fact]
    public async Task No_entry_is_in_both_lanes()
    {
        for (int value = 0; value < 50; value++)
        {
            await _journal.AppendAsync(Some.Measured(value));
            IEnumerable<long> live = Sequences(await _journal.PeekAsync(ForwardLane.Live, most: 7));
            Assert.Empty(live.Intersect(Sequences(await _journal.PeekAsync(ForwardLane.Backlog))));
        }

        Assert.Equal(Enumerable.Range(0, 50), await _journal.WaitingAsync());
    }

    [Fact]
    public async Task What_waited_before_a_restart_is_backlog_and_leaves_the_live_lane_to_the_present()
    {
        await _journal.AppendAsync(Some.Measured(1, 2));
        await _journal.ReopenAsync();
        await _journal.AppendAsync(Some.Measured(3));
        Assert.Equal([3], Sequences(await _journal.PeekAsync(ForwardLane.Live)));
        Assert.Equal([1, 2], Sequences(await _journal.PeekAsync(ForwardLane.Backlog)));
    }

    [Fact]
    public async Task An_entry_that_was_set_aside_is_in_no_lane_and_still_in_the_file()
    {
        await _journal.AppendAsync(Some.Measured(1, 2));
        await _journal.Buffer.SetAsideAsync(_journal.Buffer.Journal, 1, "not understood", TestContext.Current.CancellationToken);
        Assert.Equal([2], await _journal.WaitingAsync());
        await _journal.ReopenAsync();
        Assert.Equal([2], await _journal.WaitingAsync());
        Assert.Equal("1|not understood", JournalProbe.Query(_journal, "SELECT milli_celsius || '|' || reason FROM refused"));
    }

    [Fact]
    public async Task A_detail_that_is_too_long_for_the_wire_is_cut_off()
    {
        await _journal.AppendAsync(new Agent.Intake.Observation.Happened(new WireEvent
        {
            Sequence = 0,
            Kind = WireEventKinds.SourceFault,
            At = 1,
            Detail = new string('x', 2000),
        }));
        JournalPage page = await _journal.PeekAsync(ForwardLane.Live);
        Assert.Equal(500, Assert.IsType<JournalEntry.Happened>(page.Entries[0]).What.Detail!.Length);
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private static IEnumerable<long> Sequences(JournalPage page) => page.Entries.Select(entry => entry.Sequence);
}
