using System.Text.Json.Nodes;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

public sealed class HealthNewsTests
{
    private static readonly Instant Noon = Instant.FromUnixMilliseconds(1_777_593_600_000);

    private readonly HealthNews _news = new();

    [Fact]
    public void The_first_word_of_a_sensor_is_told_in_one_event()
    {
        WireEvent told = Say(0, ("batteryPercent", 97), ("linkQuality", 120))!;
        Assert.Equal(("sensor-health", "g/f/top", "batteryPercent 97, linkQuality 120"), (told.Kind, told.Sensor, told.Detail));
    }

    [Fact]
    public void What_has_not_changed_is_not_told_again()
    {
        Say(0, ("batteryPercent", 97));
        Assert.Null(Say(24 * 60, ("batteryPercent", 97)));
    }

    [Fact]
    public void What_changes_all_the_time_is_told_once_an_hour()
    {
        Say(0, ("linkQuality", 120), ("batteryPercent", 97));
        Assert.Null(Say(59, ("linkQuality", 80), ("batteryPercent", 97)));
        Assert.Equal("linkQuality 81", Say(60, ("linkQuality", 81), ("batteryPercent", 97))!.Detail);
    }

    [Fact]
    public void An_opened_door_is_told_at_once_and_a_contact_that_rattles_once_a_minute()
    {
        Say(0, ("doorOpen", false));
        Assert.Equal("doorOpen true", Say(1, ("doorOpen", true))!.Detail);
        Assert.Null(Say(1.5, ("doorOpen", false)));
        Assert.NotNull(Say(2, ("doorOpen", false)));
    }

    [Fact]
    public void Counters_and_names_are_no_news() =>
        Assert.Null(Say(0, ("sequence", 7), ("movements", 3), ("deviceName", "x"), ("pressurePa", 100_000)));

    [Fact]
    public void A_clock_that_is_set_back_does_not_silence_a_sensor()
    {
        Say(120, ("linkQuality", 120));
        Assert.NotNull(Say(0, ("linkQuality", 90)));
    }

    private WireEvent? Say(double minutes, params (string Field, JsonNode Value)[] fields) => _news.Of(
        new SensorSaid(SensorId.Parse("g/f/top", null), fields.ToDictionary(one => one.Field, JsonNode? (one) => one.Value)),
        Noon + TimeSpan.FromMinutes(minutes));
}
