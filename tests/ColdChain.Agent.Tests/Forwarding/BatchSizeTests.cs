using ColdChain.Agent.Forwarding;

namespace ColdChain.Agent.Tests.Forwarding;

public sealed class BatchSizeTests
{
    [Fact]
    public void It_begins_small_and_doubles_while_the_line_is_quick()
    {
        BatchSize size = new(first: 250, largest: 5_000);
        List<int> sent = [];
        for (int request = 0; request < 7; request++)
        {
            sent.Add(size.Most);
            size.Took(TimeSpan.FromMilliseconds(300), size.Most);
        }

        Assert.Equal([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000], sent);
    }

    /// <summary>Entries of 7 bytes over a line with a round trip of 300 ms: how many at once, and how long that takes.</summary>
    [Theory]
    [InlineData(1_000, 400, 450)]
    [InlineData(4_000, 1_900, 2_050)]
    [InlineData(64_000, 5_000, 5_000)]
    public void On_a_slow_line_a_request_settles_at_a_few_seconds(int bytesPerSecond, int fewest, int most)
    {
        BatchSize size = new(250, 5_000);
        for (int request = 0; request < 50; request++)
        {
            size.Took(Time(size.Most), size.Most);
        }

        Assert.InRange(size.Most, fewest, most);
        Assert.InRange(Time(size.Most), TimeSpan.Zero, BatchSize.Target * 1.2);

        TimeSpan Time(int entries) => TimeSpan.FromSeconds(0.3 + ((600.0 + (7 * entries)) / bytesPerSecond));
    }

    [Fact]
    public void No_answer_in_time_halves_it_but_never_below_what_headers_are_worth()
    {
        BatchSize size = new(250, 5_000);
        List<int> sent = [];
        for (int request = 0; request < 6; request++)
        {
            size.TimedOut(size.Most);
            sent.Add(size.Most);
        }

        Assert.Equal([125, 62, 31, 20, 20, 20], sent);
    }

    [Fact]
    public void A_server_that_wants_less_gets_down_to_one()
    {
        BatchSize size = new(4, 5_000);
        size.Halve(4);
        size.Halve(2);
        size.Halve(1);
        Assert.Equal(1, size.Most);
    }

    [Fact]
    public void After_an_outage_it_begins_small_again()
    {
        BatchSize size = new(first: 50, largest: 500);
        size.Took(TimeSpan.Zero, 50);
        size.Took(TimeSpan.Zero, 100);
        Assert.Equal(200, size.Most);
        size.StartAgain();
        Assert.Equal(50, size.Most);
        size.Halve(50);
        size.StartAgain();
        Assert.Equal(25, size.Most);
    }

    [Fact]
    public void It_never_exceeds_what_the_configuration_allows()
    {
        BatchSize size = new(first: 250, largest: 10);
        size.Took(TimeSpan.Zero, 10);
        size.TimedOut(10);
        size.Took(TimeSpan.FromHours(1), 10);
        Assert.Equal(10, size.Most);
    }
}
