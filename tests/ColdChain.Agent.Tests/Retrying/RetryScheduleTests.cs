using ColdChain.Agent.Retrying;

namespace ColdChain.Agent.Tests.Retrying;

public sealed class RetryScheduleTests
{
    private static readonly RetryOptions Options = new()
    {
        FirstWait = TimeSpan.FromSeconds(1),
        LongestWait = TimeSpan.FromSeconds(10),
    };

    private readonly SteppedClock _clock = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(6, 10)]
    [InlineData(1000, 10)]
    public void The_wait_doubles_up_to_its_cap(int failures, int seconds)
    {
        RetrySchedule schedule = new(Options, _clock, new FixedRandom(1.0));
        for (int i = 0; i < failures; i++)
        {
            schedule.Failed();
        }

        Assert.Equal(TimeSpan.FromSeconds(seconds), schedule.NextDelay);
    }

    [Fact]
    public void The_shortest_draw_is_half_of_the_wait()
    {
        RetrySchedule schedule = new(Options, _clock, new FixedRandom(0.0));
        schedule.Failed();
        Assert.Equal(TimeSpan.FromSeconds(0.5), schedule.NextDelay);
    }

    [Fact]
    public void Two_agents_do_not_wait_equally_long()
    {
        RetrySchedule one = new(Options, _clock, new Random(1));
        RetrySchedule other = new(Options, _clock, new Random(2));
        one.Failed();
        other.Failed();
        Assert.NotEqual(one.NextDelay, other.NextDelay);
    }

    [Fact]
    public void Nothing_is_waited_for_before_the_first_failure() =>
        Assert.Equal(TimeSpan.Zero, new RetrySchedule(Options, _clock, new Random(1)).NextDelay);

    [Fact]
    public void A_success_starts_again_from_the_first_wait()
    {
        RetrySchedule schedule = new(Options, _clock, new FixedRandom(1.0));
        schedule.Failed();
        schedule.Failed();
        schedule.Succeeded();
        Assert.Equal(TimeSpan.Zero, schedule.NextDelay);
        schedule.Failed();
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.NextDelay);
    }

    [Fact]
    public void The_wait_runs_down_with_the_monotonic_clock()
    {
        RetrySchedule schedule = new(Options, _clock, new FixedRandom(1.0));
        schedule.Failed();
        _clock.Step(TimeSpan.FromMilliseconds(400));
        Assert.Equal(TimeSpan.FromMilliseconds(600), schedule.NextDelay);
        _clock.Step(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, schedule.NextDelay);
    }

    [Fact]
    public void A_server_that_names_a_longer_wait_gets_it_even_beyond_the_cap()
    {
        RetrySchedule schedule = new(Options, _clock, new FixedRandom(1.0));
        schedule.Failed(TimeSpan.FromSeconds(120));
        Assert.Equal(TimeSpan.FromSeconds(120), schedule.NextDelay);
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Step(TimeSpan by) => _ticks += by.Ticks;
    }
}
