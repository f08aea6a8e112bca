using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Ingest;

namespace ColdChain.Server.Tests.Ingest;

public sealed class ClockWatchTests
{
    private static readonly AgentId Agent = AgentId.Parse("gaochuan-gateway", null);
    private static readonly AgentId Another = AgentId.Parse("hongqi-gateway", null);

    private readonly ClockWatch _watch = new();

    [Fact]
    public void A_wrong_clock_is_told_once_once_more_when_it_is_another_and_when_it_is_right_again()
    {
        Assert.Equal<IEnumerable<string?>>(
            [null, null, ClockWatch.Wrong, null, ClockWatch.Wrong, ClockWatch.RightAgain, null],
            Told(ClockWatch.Pause, [0, 59, 61, 62, 300, 0, 0]));
    }

    [Fact]
    public void A_clock_that_jumps_with_every_batch_is_told_no_oftener_than_the_pause_and_then_as_it_is()
    {
        long[] ahead = [.. Enumerable.Range(0, 3_600).Select(second => (long)second * second)];

        string?[] told = Told(TimeSpan.FromSeconds(1), ahead);

        Assert.Equal(6, told.Count(kind => kind is not null));
        Assert.Equal(Enumerable.Range(0, 6).Select(number => 8 + (number * 600)), told.Index().Where(one => one.Item is not null).Select(one => one.Index));
    }

    [Fact]
    public void What_is_right_again_within_the_pause_is_told_after_it()
    {
        string?[] told = Told(TimeSpan.FromMinutes(1), [300, .. Enumerable.Repeat(0L, 20)]);

        Assert.Equal([(0, ClockWatch.Wrong), (10, ClockWatch.RightAgain)], told.Index().Where(one => one.Item is not null).Select(one => (one.Index, one.Item!)));
    }

    [Fact]
    public void One_agent_s_pause_is_not_another_s()
    {
        Assert.NotNull(_watch.Notice(Agent, 0, ServerUnderTest.Start));
        Assert.NotNull(_watch.Notice(Another, 0, ServerUnderTest.Start));
    }

    /// <param name="between">Batches.</param>
    /// <param name="ahead">Seconds, batch by batch.</param>
    private string?[] Told(TimeSpan between, long[] ahead) =>
    [
        .. ahead.Select((seconds, number) =>
        {
            Instant now = ServerUnderTest.Start + (between * number);
            return _watch.Notice(Agent, now.UnixMilliseconds + (seconds * 1_000), now)?.Kind;
        }),
    ];
}
