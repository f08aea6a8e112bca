using ColdChain.Agent.Mqtt;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class TopicFilterTests
{
    // The examples of 4.7.1.2, 4.7.1.3 and 4.7.2.
    [Theory]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("#", "a/b", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("#", "$SYS/x", false)]
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients", false)]
    [InlineData("$SYS/#", "$SYS/x", true)]
    [InlineData("ACCOUNTS", "Accounts", false)]
    public void A_filter_matches_as_the_standard_says(string text, string topic, bool matches)
    {
        Assert.True(TopicFilter.TryParse(text, out TopicFilter? filter));
        Assert.Equal(matches, filter.TryMatch(topic, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sport/tennis#")]
    [InlineData("sport/tennis/#/ranking")]
    [InlineData("sport+")]
    [InlineData("a/+b")]
    public void A_wildcard_out_of_place_is_no_filter(string text) => Assert.False(TopicFilter.TryParse(text, out _));

    [Fact]
    public void What_each_plus_stood_for_is_known()
    {
        Assert.True(TopicFilter.TryParse("a/+/x/+", out TopicFilter? filter));
        Assert.True(filter.TryMatch("a/fridge-1/x/top", out IReadOnlyList<string> wildcards));
        Assert.Equal(["fridge-1", "top"], wildcards);
    }
}
