using ColdChain.Agent.Forwarding;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Forwarding;

public sealed class BandwidthBudgetTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Without_a_cap_nobody_waits()
    {
        BandwidthBudget budget = new(null, _clock);
        budget.Spend(int.MaxValue);
        Assert.Equal(TimeSpan.Zero, budget.Wait);
        Assert.Equal(int.MaxValue, budget.Spent);
    }

    [Fact]
    public void What_was_overspent_is_waited_for()
    {
        BandwidthBudget budget = new(1_000, _clock);
        budget.Spend(2_000);
        Assert.Equal(TimeSpan.Zero, budget.Wait);
        budget.Spend(5_000);
        Assert.Equal(TimeSpan.FromSeconds(5), budget.Wait);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(1), budget.Wait);
    }

    [Fact]
    public void A_quiet_night_saves_up_no_more_than_the_depth()
    {
        BandwidthBudget budget = new(1_000, _clock);
        _clock.Advance(TimeSpan.FromHours(8));
        budget.Spend(3_000);
        Assert.Equal(TimeSpan.FromSeconds(1), budget.Wait);
    }

    [Fact]
    public void A_wall_clock_that_jumps_gives_nothing_away()
    {
        BandwidthBudget budget = new(1_000, _clock);
        budget.Spend(12_000);
        _clock.StepWallClock(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromSeconds(10), budget.Wait);
        _clock.StepWallClock(TimeSpan.FromDays(-2));
        Assert.Equal(TimeSpan.FromSeconds(10), budget.Wait);
    }

    /// <summary>Whatever is sent and whenever: who waits as told never has more than the cap and the depth.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_any_time_no_more_is_carried_than_the_cap_allows(int seed)
    {
        Random random = new(seed);
        BandwidthBudget budget = new(1_000, _clock);
        DateTimeOffset begun = _clock.GetUtcNow();
        for (int request = 0; request < 1_000; request++)
        {
            _clock.Advance(budget.Wait + TimeSpan.FromMilliseconds(random.Next(500)));
            int bytes = random.Next(1, 4_000);
            budget.Spend(bytes);
            double allowed = 1_000 * ((_clock.GetUtcNow() - begun) + BandwidthBudget.Depth).TotalSeconds;
            Assert.InRange(budget.Spent - bytes, 0, allowed);
        }
    }
}
