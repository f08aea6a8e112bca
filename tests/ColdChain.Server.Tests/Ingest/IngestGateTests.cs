using ColdChain.Server.Ingest;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Ingest;

public sealed class IngestGateTests
{
    private const long Megabyte = 1024 * 1024;

    private readonly ManualClock _clock = new(ServerUnderTest.Start.ToDateTimeOffset());
    private readonly IngestGate _gate;

    public IngestGateTests() => _gate = new IngestGate(new RetryAppointments(_clock, CancellationToken.None));

    [Fact]
    public async Task Backlog_never_takes_the_room_of_what_was_just_measured()
    {
        Assert.All(Enter(IngestGate.MostBacklogAtWork, isBacklog: true), entered => Assert.True(entered.IsCompleted));
        ValueTask<bool> next = Enter(isBacklog: true);

        Assert.All(Enter(IngestGate.MostAtWork - IngestGate.MostBacklogAtWork, isBacklog: false), entered => Assert.True(entered.IsCompleted));
        Assert.False(next.IsCompleted);
        Leave(isBacklog: true);
        Assert.True(await next);
    }

    [Fact]
    public async Task Whoever_waits_goes_on_live_first_and_then_in_the_order_of_coming()
    {
        Enter(IngestGate.MostBacklogAtWork, isBacklog: true);
        Enter(IngestGate.MostAtWork - IngestGate.MostBacklogAtWork, isBacklog: false);
        List<Task<bool>> waiting = [Enter(true).AsTask(), Enter(true).AsTask(), Enter(false).AsTask()];
        Task<bool>[] expected = [waiting[2], waiting[0], waiting[1]];

        foreach (Task<bool> next in expected)
        {
            Leave(isBacklog: true);
            Assert.Same(next, await Task.WhenAny(waiting));
            waiting.Remove(next);
        }
    }

    [Fact]
    public async Task What_waits_is_bounded_by_its_bytes_and_less_of_it_may_be_backlog()
    {
        Enter(IngestGate.MostAtWork, isBacklog: false);

        int backlog = Enter(100, isBacklog: true, Megabyte).Count(entered => !entered.IsCompleted);
        int live = Enter(100, isBacklog: false, Megabyte).Count(entered => !entered.IsCompleted);

        Assert.Equal((8, 8), (backlog, live));
        Assert.False(await Enter(isBacklog: false, Megabyte));
    }

    [Theory]
    [InlineData(40, 20, 20)]
    [InlineData(1_000, 32, 32)]
    public void A_quick_machine_lets_as_much_wait_as_it_does_in_a_second_within_a_bound(int megabytesASecond, int backlogExpected, int liveExpected)
    {
        Enter(IngestGate.MostAtWork, isBacklog: false);
        Assert.All(Enter(megabytesASecond, isBacklog: false, bytes: 1), entered => Assert.False(entered.IsCompleted));
        for (int finished = 1; finished < megabytesASecond; finished++)
        {
            _gate.Leave(isBacklog: false, Megabyte);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        _gate.Leave(isBacklog: false, Megabyte);

        int backlog = Enter(100, isBacklog: true, Megabyte).Count(entered => !entered.IsCompleted);
        int live = Enter(100, isBacklog: false, Megabyte).Count(entered => !entered.IsCompleted);

        Assert.Equal((backlogExpected, liveExpected), (backlog, live));
    }

    [Fact]
    public async Task Whoever_goes_away_while_waiting_makes_room_for_the_next()
    {
        Enter(IngestGate.MostAtWork, isBacklog: false);
        using CancellationTokenSource gone = new();
        Task<bool> first = _gate.EnterAsync(isBacklog: false, Megabyte, gone.Token).AsTask();
        ValueTask<bool> second = Enter(isBacklog: false);

        await gone.CancelAsync();
        Leave(isBacklog: false);

        await Assert.ThrowsAsync<TaskCanceledException>(() => first);
        Assert.True(await second);
    }

    [Fact]
    public async Task However_many_come_and_go_at_once_no_more_are_at_work_than_may_be_and_all_get_their_turn()
    {
        (int atWork, int most, int served) = (0, 0, 0);
        Lock counting = new();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(async () =>
        {
            bool isBacklog = number % 2 == 0;
            Assert.True(await Enter(isBacklog, 1_000));
            lock (counting)
            {
                most = Math.Max(most, ++atWork);
            }

            await Task.Yield();
            lock (counting)
            {
                atWork--;
                served++;
            }

            Leave(isBacklog);
        })));

        Assert.Equal((0, 400), (atWork, served));
        Assert.InRange(most, 1, IngestGate.MostAtWork);
    }

    private void Leave(bool isBacklog) => _gate.Leave(isBacklog, 1_000);

    private ValueTask<bool>[] Enter(int count, bool isBacklog, long bytes = 1_000) =>
        [.. Enumerable.Range(0, count).Select(_ => Enter(isBacklog, bytes))];

    private ValueTask<bool> Enter(bool isBacklog, long bytes = 1_000) => _gate.EnterAsync(isBacklog, bytes, TestContext.Current.CancellationToken);
}
