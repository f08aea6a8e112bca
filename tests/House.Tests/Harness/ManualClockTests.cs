using ColdChain.Testing;

namespace House.Tests.Harness;

public sealed class ManualClockTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _seen = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_moments_and_see_that_moment()
    {
        using ITimer later = Timer("later", TimeSpan.FromMinutes(2));
        using ITimer sooner = Timer("sooner", TimeSpan.FromMinutes(1));

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["sooner at 60", "later at 120"], _seen);
        Assert.Equal(ManualClock.DefaultStart.AddMinutes(5), _clock.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period()
    {
        using ITimer timer = Timer("tick", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));

        _clock.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(["tick at 10", "tick at 30", "tick at 50"], _seen);
    }

    [Fact]
    public void A_timer_made_by_a_callback_is_walked_within_the_same_step()
    {
        using ITimer first = _clock.CreateTimer(
            _ => _clock.CreateTimer(_ => Note("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["second at 2"], _seen);
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        Timer("never", TimeSpan.FromSeconds(1)).Dispose();

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_seen);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        Task delay = Task.Delay(TimeSpan.FromHours(10), _clock, TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromHours(10) - TimeSpan.FromMilliseconds(1));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
    }

    [Fact]
    public void A_step_of_the_wall_clock_moves_no_timer_and_no_timestamp()
    {
        using ITimer timer = Timer("due", TimeSpan.FromSeconds(1));
        long before = _clock.GetTimestamp();

        _clock.StepWallClock(TimeSpan.FromDays(-1));

        Assert.Empty(_seen);
        Assert.Equal(before, _clock.GetTimestamp());
        Assert.Equal(ManualClock.DefaultStart.AddDays(-1), _clock.GetUtcNow());
    }

    private ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) =>
        _clock.CreateTimer(_ => Note(name), null, due, period ?? Timeout.InfiniteTimeSpan);

    private void Note(string name) =>
        _seen.Add($"{name} at {(_clock.GetUtcNow() - ManualClock.DefaultStart).TotalSeconds:0}");
}
