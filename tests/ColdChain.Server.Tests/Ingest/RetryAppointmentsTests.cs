using ColdChain.Server.Ingest;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Ingest;

public sealed class RetryAppointmentsTests
{
    private readonly ManualClock _clock = new(ServerUnderTest.Start.ToDateTimeOffset());

    [Fact]
    public void A_crowd_comes_back_as_quickly_as_it_can_be_served_and_not_at_once()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);

        int[] told = [.. Enumerable.Range(0, 1_000).Select(_ => appointments.Next(isBacklog: false))];

        Assert.Equal(Enumerable.Range(1, 10).Select(second => (second, 100)), told.GroupBy(second => second).Select(one => (one.Key, one.Count())));
    }

    [Fact]
    public void Nobody_is_told_to_wait_for_ever_and_no_second_gets_more_than_its_share()
    {
        RetryAppointments appointments = Finishing(aSecond: 100);

        int[] live = [.. Enumerable.Range(0, 200_000).Select(_ => appointments.Next(isBacklog: false))];
        int[] backlog = [.. Enumerable.Range(0, 200_000).Select(_ => appointments.Next(isBacklog: true))];

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
            appointments.Next(isBacklog: true);
        }

        _clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(1, appointments.Next(isBacklog: true));
    }

    private RetryAppointments Finishing(int aSecond)
    {
        RetryAppointments appointments = new(_clock);
        for (int number = 1; number < aSecond; number++)
        {
            appointments.Finished();
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        appointments.Finished();
        return appointments;
    }
}
