using FirmwareSim.History;
using FsCheck;
using FsCheck.Fluent;

namespace FirmwareSim.Tests.History;

public sealed class HistoryPlanTests
{
    private const long LiveStart = 1_795_330_800;

    [Fact]
    public void Thirty_days_are_read_every_five_minutes_and_the_last_hour_every_minute()
    {
        long[] seconds = [.. new HistoryPlan(30, HistoryPlan.UsualInterval).Seconds(LiveStart)];

        Assert.Equal((30 * 24 * 12) - 12 + 60, seconds.Length);
        Assert.Equal(LiveStart - (30 * 86_400), seconds[0]);
        Assert.Equal(LiveStart - 60, seconds[^1]);
        Assert.Contains(LiveStart - 540, seconds);
    }

    [Fact]
    public void Moments_only_go_forward_and_leave_no_hole_wider_than_the_interval() => Prop
        .ForAll(Gen.Choose(1, 5_000).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), (interval, days) =>
        {
            long[] seconds = [.. new HistoryPlan(days, TimeSpan.FromSeconds(interval)).Seconds(LiveStart)];
            return seconds.Zip(seconds.Skip(1)).All(pair =>
                pair.Second > pair.First && pair.Second - pair.First <= Math.Max(60, interval));
        })
        .QuickCheckThrowOnFailure();
}
