using ColdChain.Core.Identity;
using ColdChain.Server.Ingest;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Ingest;

public sealed class RetryAppointmentsTests : IDisposable
{
    private static readonly AgentId Agent = AgentId.Parse("gaochuan-gateway", null);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ManualClock _clock = new(ServerUnderTest.Start.ToDateTimeOffset());

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public void A_crowd_comes_back_as_quickly_as_it_can_be_served_and_not_at_once()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);

        int[] told = [.. Enumerable.Range(0, 1_000).Select(_ => appointments.Next(Agent, isBacklog: false))];

        Assert.Equal(Enumerable.Range(1, 10).Select(second => (second, 100)), told.GroupBy(second => second).Select(one => (one.Key, one.Count())));
    }

    [Fact]
    public void Nobody_is_told_to_wait_for_ever_and_no_second_gets_more_than_its_share()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);

        int[] live = [.. Enumerable.Range(0, 200_000).Select(_ => appointments.Next(Agent, isBacklog: false))];
        int[] backlog = [.. Enumerable.Range(0, 200_000).Select(_ => appointments.Next(Agent, isBacklog: true))];

        Assert.Equal((1, RetryAppointments.LongestForLive), (live.Min(), live.Max()));
        Assert.Equal((1, RetryAppointments.LongestForBacklog), (backlog.Min(), backlog.Max()));
        Assert.InRange(live.GroupBy(second => second).Max(one => one.Count()), 1, 1.1 * live.Length / RetryAppointments.LongestForLive);
    }

    [Fact]
    public void Once_the_crowd_is_gone_the_next_one_waits_a_second()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);
        for (int number = 0; number < 2_000; number++)
        {
            appointments.Next(Agent, isBacklog: true);
        }

        _clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(1, appointments.Next(Agent, isBacklog: true));
    }

    [Fact]
    public async Task Who_comes_before_its_time_is_held_up_until_then_and_who_keeps_it_is_not()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);
        int told = appointments.Next(Agent, isBacklog: true);

        Task<bool> early = HoldUpAsync(appointments, isBacklog: true);
        Assert.False(early.IsCompleted);
        Assert.False(await HoldUpAsync(appointments, isBacklog: false));
        _clock.Advance(TimeSpan.FromSeconds(told));

        Assert.True(await early);
        Assert.False(await HoldUpAsync(appointments, isBacklog: true));
    }

    [Fact]
    public async Task Who_gives_up_and_comes_again_has_the_time_that_it_was_told()
    {
        RetryAppointments appointments = Finishing(aSecond: 1);
        int told = Told(appointments, times: 100, isBacklog: false);
        Assert.InRange(told, 4, RetryAppointments.LongestForLive);
        using CancellationTokenSource gone = new();
        Task<bool> first = appointments.HoldUpAsync(Agent, isBacklog: false, gone.Token).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Task<bool> second = HoldUpAsync(appointments, isBacklog: false);
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(told - 2));

        Assert.True(await second);
    }

    [Fact]
    public async Task Nobody_is_held_up_for_longer_than_an_agent_waits_for_its_answer()
    {
        RetryAppointments appointments = Finishing(aSecond: 1);
        int told = Told(appointments, times: 2_000, isBacklog: true);
        Assert.InRange(told, RetryAppointments.LongestForLive + 1, RetryAppointments.LongestForBacklog);

        Task<bool> early = HoldUpAsync(appointments, isBacklog: true);
        _clock.Advance(TimeSpan.FromSeconds(RetryAppointments.LongestForLive));

        Assert.True(await early);
    }

    [Fact]
    public async Task Who_was_told_that_nothing_more_is_taken_in_is_held_up_even_where_there_is_room()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);
        appointments.Next(Agent, isBacklog: false);
        Assert.True(appointments.MayTry(Agent, isBacklog: false));

        int told = appointments.NextWhenFull(Agent, isBacklog: true);
        Assert.False(appointments.MayTry(Agent, isBacklog: true));
        Task<bool> early = HoldUpAsync(appointments, isBacklog: true);
        _clock.Advance(TimeSpan.FromSeconds(told));

        Assert.True(await early);
        Assert.True(appointments.MayTry(Agent, isBacklog: true));
    }

    [Fact]
    public async Task A_server_that_stops_holds_nobody_up()
    {
        RetryAppointments appointments = Finishing(aSecond: 1);
        appointments.Next(Agent, isBacklog: true);
        Task<bool> early = HoldUpAsync(appointments, isBacklog: true);

        await _stopping.CancelAsync();

        Assert.False(await early);
    }

    /// <summary>What the last of so many is told.</summary>
    private static int Told(RetryAppointments appointments, int times, bool isBacklog)
    {
        int told = 0;
        for (int number = 0; number < times; number++)
        {
            told = appointments.Next(Agent, isBacklog);
        }

        return told;
    }

    private static Task<bool> HoldUpAsync(RetryAppointments appointments, bool isBacklog) =>
        appointments.HoldUpAsync(Agent, isBacklog, TestContext.Current.CancellationToken).AsTask();

    private RetryAppointments Finishing(int aSecond)
    {
        RetryAppointments appointments = new(_clock, _stopping.Token);
        for (int number = 1; number < aSecond; number++)
        {
            appointments.Pace.Finished(1_000);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        appointments.Pace.Finished(1_000);
        return appointments;
    }
}
