using ColdChain.Agent.Buffer;

namespace ColdChain.Agent.Tests.Buffer;

/// <summary>The rule of RedeliveryWindow, clause by clause (G2).</summary>
public sealed class RedeliveryTests : IAsyncDisposable
{
    private readonly OpenJournal _journal = new();

    [Fact]
    public async Task A_message_that_is_redelivered_after_a_crash_is_not_stored_twice()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        await _journal.ReopenAsync();
        AppendOutcome outcome = await _journal.AppendAsync(
            Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal(new AppendOutcome(Stored: 0, Redelivered: 1), outcome);
        Assert.Equal([4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task A_redelivery_in_the_same_group_is_not_stored_twice()
    {
        await _journal.AppendAsync(
            Some.Measured(Some.Message(7, "aa"), 4000),
            Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal([4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task The_same_value_under_a_packet_id_that_is_free_again_is_stored()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        Assert.Equal([4000, 4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task Another_payload_under_the_same_packet_id_is_stored_even_with_DUP()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "bb", isRedelivery: true), 4100));
        Assert.Equal([4000, 4100], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task A_later_payload_replaces_what_is_remembered_for_its_packet_id()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000), Some.Measured(Some.Message(7, "bb"), 4100));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "bb", isRedelivery: true), 4100));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal([4000, 4100, 4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task A_first_attempt_that_was_lost_is_stored_when_its_redelivery_comes()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal([4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task Two_clients_with_one_packet_id_are_two_messages()
    {
        await _journal.AppendAsync(
            Some.Measured(Some.Message(7, "aa", client: "a"), 4000),
            Some.Measured(Some.Message(7, "aa", isRedelivery: true, client: "b"), 4000));
        Assert.Equal([4000, 4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task After_the_window_a_packet_id_counts_as_used_again()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        _journal.Clock.Advance(BufferOptions.DefaultRedeliveryWindow + TimeSpan.FromSeconds(1));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal([4000, 4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task Time_that_the_agent_was_switched_off_does_not_age_the_window()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        await _journal.ReopenAsync(() => _journal.Clock.Advance(TimeSpan.FromHours(5)));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal([4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_does_not_age_the_window()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa"), 4000));
        _journal.Clock.StepWallClock(TimeSpan.FromDays(2000));
        await _journal.AppendAsync(Some.Measured(Some.Message(7, "aa", isRedelivery: true), 4000));
        Assert.Equal([4000], await _journal.WaitingAsync());
    }

    [Fact]
    public async Task Each_client_is_remembered_for_a_bounded_number_of_messages()
    {
        await _journal.AppendAsync(Some.Measured(Some.Message(1, "quiet", client: "quiet"), 1));
        await _journal.AppendAsync([.. Enumerable.Range(1, RedeliveryWindow.MostPerClient + 500).Select(packet =>
            Some.Measured(Some.Message((ushort)packet, "aa", client: "busy"), packet))]);
        Assert.Equal($"{RedeliveryWindow.MostPerClient + 1}", JournalProbe.Query(_journal, "SELECT count(*) FROM in_flight"));
        AppendOutcome quiet = await _journal.AppendAsync(
            Some.Measured(Some.Message(1, "quiet", isRedelivery: true, client: "quiet"), 1));
        Assert.Equal(1, quiet.Redelivered);
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();
}
