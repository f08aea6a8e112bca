using System.Text.Json.Nodes;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

public sealed class PowerNewsTests
{
    private static readonly bool[] Said = [true, true, false, false, true];

    private readonly PowerNews _news = new();

    [Fact]
    public void The_first_word_and_each_change_is_told() => Assert.Equal(
        [WireEventKinds.PowerBack, null, WireEventKinds.PowerLost, null, WireEventKinds.PowerBack],
        Said.Select(isThere => Say(isThere)?.Kind));

    [Fact]
    public void The_event_names_the_sensor_and_no_unit()
    {
        WireEvent told = Say(false)!;
        Assert.Equal(("g/f/top", null, "externalPower false"), (told.Sensor, told.Unit, told.Detail));
    }

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_neither_true_nor_false_says_nothing(string json)
    {
        Say(true);
        Assert.Null(Say(JsonNode.Parse(json)));
        Assert.Null(Say(true));
    }

    [Fact]
    public void A_device_without_the_field_says_nothing() => Assert.Null(
        _news.Of(new SensorSaid(SensorId.Parse("g/f/top", null), new Dictionary<string, JsonNode?> { ["batteryPercent"] = 0 }), Some.Morning));

    private WireEvent? Say(JsonNode? value) => _news.Of(
        new SensorSaid(SensorId.Parse("g/f/top", null), new Dictionary<string, JsonNode?> { [PowerNews.Field] = value }), Some.Morning);
}
