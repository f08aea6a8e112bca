using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Forwarding;

public sealed class LaneForwarderTests
{
    private static readonly SendOutcome Away = new SendOutcome.TryAgain("the line is down", TimeSpan.Zero, NeedsSomebody: false);

    [Fact]
    public async Task What_the_server_has_leaves_the_buffer()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1, 2), Some.Event(WireEventKinds.PowerLost));
        await lane.StepAsync();
        Assert.Equal(0, await CountAsync(lane));
        Assert.Equal([3, 2, 1], ScriptedLine.Sequences(lane.Server.Sent[0]).OrderDescending());
    }

    [Fact]
    public async Task The_live_lane_says_its_name_and_sends_the_newest_first()
    {
        await using Lane lane = new(ForwardLane.Live, most: 2);
        await lane.Journal.AppendAsync(Some.Measured(1, 2, 3));
        await lane.StepAsync();
        ReadingBatch batch = Assert.Single(lane.Server.Sent);
        Assert.Equal((ReadingBatch.LiveLane, lane.Journal.Buffer.Journal.ToString()), (batch.Lane, batch.Journal));
        Assert.Equal([3, 2], ScriptedLine.Sequences(batch));
    }

    [Fact]
    public async Task The_backlog_is_sent_oldest_first()
    {
        await using Lane lane = new(ForwardLane.Backlog, most: 2);
        await lane.Journal.AppendAsync(Some.Measured(1, 2, 3));
        await lane.Journal.PeekAsync(ForwardLane.Live, most: 1);
        await lane.StepAsync();
        Assert.Equal([1, 2], ScriptedLine.Sequences(Assert.Single(lane.Server.Sent)));
    }

    [Fact]
    public async Task A_line_that_is_down_costs_nothing_and_is_tried_again_later()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1));
        lane.Server.Answer = _ => Away;
        await lane.StepAsync();
        Assert.True(lane.Wait > TimeSpan.Zero);
        lane.Server.Answer = ScriptedLine.AcceptAll;
        await lane.RunAsync(1);
        Assert.Equal(0, await CountAsync(lane));
        Assert.Equal(TimeSpan.Zero, lane.Wait);
    }

    [Theory] // The agent goes on reading and alarming: the lane is a lane, not the ship.
    [InlineData(ForwardLane.Live)]
    [InlineData(ForwardLane.Backlog)]
    public async Task A_fault_of_ours_in_sending_costs_no_reading_and_ends_no_lane(ForwardLane which)
    {
        await using Lane lane = new(which);
        await lane.Journal.AppendAsync(Some.Measured(1, 2));
        await lane.Journal.PeekAsync(ForwardLane.Live, most: 1);
        lane.Server.Answer = _ => throw new OverflowException("as arithmetic says it");
        await lane.RunAsync(3);
        Assert.True(lane.Wait > TimeSpan.Zero);
        Assert.Equal(2, await CountAsync(lane));
        Assert.Contains(lane.Log.Lines, line => line.Contains("as arithmetic says it", StringComparison.Ordinal));
        lane.Server.Answer = ScriptedLine.AcceptAll;
        await lane.RunAsync(1);
        Assert.True(await CountAsync(lane) < 2);
        Assert.Equal(TimeSpan.Zero, lane.Wait);
    }

    [Fact]
    public async Task A_trouble_is_told_once_and_so_is_its_end()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1));
        lane.Server.Answer = _ => Away;
        await lane.RunAsync(20);
        lane.Server.Answer = ScriptedLine.AcceptAll;
        await lane.RunAsync(1);
        Assert.Single(lane.Log.Lines, line => line.Contains("the line is down", StringComparison.Ordinal));
        Assert.Single(lane.Log.Lines, line => line.Contains("after 20 attempts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_was_accepted_goes_and_the_rest_is_sent_again()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1, 2, 3));
        lane.Server.Answer = _ => ScriptedLine.Accept(1, 3);
        await lane.StepAsync();
        lane.Server.Answer = ScriptedLine.AcceptAll;
        await lane.StepAsync();
        Assert.Equal([2], ScriptedLine.Sequences(lane.Server.Sent[1]));
    }

    [Fact]
    public async Task A_range_that_is_wider_than_the_batch_takes_nothing_along()
    {
        await using Lane lane = new(ForwardLane.Live, most: 2);
        await lane.Journal.AppendAsync(Some.Measured(1, 2, 3, 4));
        lane.Server.Answer = _ => ScriptedLine.Reply([[1, 4]]);
        await lane.StepAsync();
        Assert.Equal([1, 2], await lane.Journal.WaitingAsync());
    }

    [Fact]
    public async Task A_lost_reply_means_the_same_sequences_once_more()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1, 2));
        lane.Server.Answer = _ => Away;
        await lane.StepAsync();
        lane.Server.Answer = ScriptedLine.AcceptAll;
        await lane.RunAsync(1);
        Assert.Equal(ScriptedLine.Sequences(lane.Server.Sent[0]), ScriptedLine.Sequences(lane.Server.Sent[1]));
    }

    [Fact]
    public async Task What_the_server_puts_into_quarantine_leaves_the_buffer_and_is_told()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1, 2));
        lane.Server.Answer = _ => ScriptedLine.Reply([[2, 2]], new RejectedEntry(1, "unknown sensor"), new RejectedEntry(99, "not ours"));
        await lane.StepAsync();
        Assert.Equal(0, await CountAsync(lane));
        Assert.True(lane.Log.Has("unknown sensor"));
        Assert.False(lane.Log.Has("not ours"));
    }

    [Fact]
    public async Task A_server_that_takes_nothing_is_not_asked_without_end()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1));
        lane.Server.Answer = _ => ScriptedLine.Reply([]);
        await lane.StepAsync();
        Assert.True(lane.Wait > TimeSpan.Zero);
        Assert.Equal([1], await lane.Journal.WaitingAsync());
    }

    [Fact]
    public async Task The_wait_that_the_server_asks_for_is_kept()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.Journal.AppendAsync(Some.Measured(1));
        lane.Server.Answer = _ => new SendOutcome.TryAgain("429", TimeSpan.FromSeconds(90), NeedsSomebody: false);
        await lane.StepAsync();
        Assert.Equal(TimeSpan.FromSeconds(90), lane.Wait);
    }

    [Fact]
    public async Task Too_large_a_batch_is_halved_until_it_fits_and_grows_again()
    {
        await using Lane lane = new(ForwardLane.Backlog, most: 8);
        await lane.Journal.AppendAsync(Some.Measured([.. Enumerable.Range(1, 30)]));
        await lane.Journal.PeekAsync(ForwardLane.Live, most: 1);
        lane.Server.Answer = batch => ScriptedLine.Sequences(batch).Count() > 3 ? new SendOutcome.TooLarge() : ScriptedLine.AcceptAll(batch);
        await lane.RunAsync(3);
        Assert.Equal([8, 4, 2], lane.Server.Sent.Select(batch => ScriptedLine.Sequences(batch).Count()));
        lane.Server.Answer = ScriptedLine.AcceptAll;
        await lane.RunAsync(4);
        Assert.Equal([4, 8, 8, 7], lane.Server.Sent.Skip(3).Select(batch => ScriptedLine.Sequences(batch).Count()));
    }

    [Fact]
    public async Task One_poisonous_entry_does_not_hold_up_the_others()
    {
        await using Lane lane = new(ForwardLane.Backlog, most: 8);
        await lane.Journal.AppendAsync(Some.Measured([.. Enumerable.Range(1, 21)]));
        await lane.Journal.PeekAsync(ForwardLane.Live, most: 1);
        lane.Server.Answer = batch => ScriptedLine.Sequences(batch).Contains(7)
            ? new SendOutcome.NotUnderstood("400: what is this?")
            : ScriptedLine.AcceptAll(batch);
        await lane.RunAsync(40);
        Assert.Equal([21], await lane.Journal.WaitingAsync());
        Assert.True(lane.Log.Has("Entry 7 is never taken"));
    }

    [Fact]
    public async Task A_server_that_understands_nothing_empties_no_buffer()
    {
        await using Lane lane = new(ForwardLane.Backlog, most: 8);
        await lane.Journal.AppendAsync(Some.Measured([.. Enumerable.Range(1, 21)]));
        await lane.Journal.PeekAsync(ForwardLane.Live, most: 1);
        lane.Server.Answer = _ => new SendOutcome.NotUnderstood("400: what is this?");
        await lane.RunAsync(100);
        Assert.Equal(Enumerable.Range(1, 21), await lane.Journal.WaitingAsync());
        Assert.True(lane.Waited > TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_quiet_agent_says_every_minute_that_it_is_there()
    {
        await using Lane lane = new(ForwardLane.Live);
        await lane.StepAsync();
        Assert.Empty(lane.Server.Sent);
        lane.Journal.Clock.Advance(ForwardingOptions.DefaultHeartbeat);
        await lane.StepAsync();
        await lane.StepAsync();
        Assert.Empty(ScriptedLine.Sequences(Assert.Single(lane.Server.Sent)));
        Assert.Equal(TimeSpan.Zero, lane.Wait);
    }

    [Fact]
    public async Task The_backlog_lane_has_no_heart_of_its_own()
    {
        await using Lane lane = new(ForwardLane.Backlog);
        lane.Journal.Clock.Advance(TimeSpan.FromHours(1));
        await lane.StepAsync();
        Assert.Empty(lane.Server.Sent);
    }

    [Fact]
    public async Task A_server_that_does_not_know_heartbeats_holds_up_no_reading()
    {
        await using Lane lane = new(ForwardLane.Live);
        lane.Server.Answer = _ => new SendOutcome.NotUnderstood("400: empty");
        lane.Journal.Clock.Advance(ForwardingOptions.DefaultHeartbeat);
        await lane.StepAsync();
        Assert.Equal(TimeSpan.Zero, lane.Wait);
    }

    [Fact]
    public async Task A_clock_that_is_two_minutes_off_is_told_once()
    {
        await using Lane lane = new(ForwardLane.Live);
        lane.Journal.Clock.StepWallClock(TimeSpan.FromMinutes(2));
        for (int value = 0; value < 3; value++)
        {
            await lane.Journal.AppendAsync(Some.Measured(value));
            await lane.StepAsync();
        }

        Assert.Single(lane.Log.Lines, line => line.Contains("clock", StringComparison.Ordinal));
    }

    private static async Task<long> CountAsync(Lane lane) =>
        await lane.Journal.Buffer.CountAsync(TestContext.Current.CancellationToken);
}
