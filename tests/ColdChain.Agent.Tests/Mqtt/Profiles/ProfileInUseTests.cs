using System.Text;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>A profile with the sensors of a configuration: what is kept, what is dropped, what is marked, what is told.</summary>
public sealed class ProfileInUseTests
{
    private static readonly Instant Noon = Instant.FromUnixMilliseconds(1_777_593_600_000);

    private readonly PayloadDecoder _zigbee = Decoder("zigbee2mqtt", ("Fridge 3", "g/fridge-3/top"));

    [Fact]
    public void A_name_of_the_device_becomes_the_sensor_that_the_configuration_says()
    {
        Reading reading = Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""").Readings);
        Assert.Equal(("g/fridge-3/top", 4400, Noon, ReadingFlags.None), (reading.Sensor.ToString(), reading.Value.MilliCelsius, reading.MeasuredAt, reading.Flags));
    }

    [Fact]
    public void A_probe_that_nobody_named_is_told_with_the_line_to_add()
    {
        DecodedMessage decoded = Said(_zigbee, "zigbee2mqtt/Fridge 4", """{"temperature":4.4}""");
        Assert.Empty(decoded.Readings);
        SourceNotice notice = Assert.Single(decoded.Notices);
        Assert.Equal(WireEventKinds.SensorUnmapped, notice.Kind);
        Assert.Contains("\"Fridge 4\": \"facility/unit/place\"", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_reading_once_per_attribute_is_one_reading()
    {
        Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""").Readings);
        Assert.Empty(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4,"humidity":40}""", seconds: 0.2).Readings);
        Assert.Empty(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4,"humidity":40,"pressure":1004}""", seconds: 1.9).Readings);
    }

    [Fact]
    public void The_same_value_later_or_another_value_at_once_is_a_new_reading()
    {
        Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""").Readings);
        Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.5}""", seconds: 0.1).Readings);
        Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""", seconds: 2).Readings);
    }

    [Fact]
    public void A_device_that_says_one_value_all_the_time_is_heard_every_other_second()
    {
        int kept = Enumerable.Range(0, 21).Sum(tick => Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""", seconds: tick / 2.0).Readings.Count);
        Assert.Equal(6, kept);
    }

    [Fact]
    public void A_cached_state_has_the_time_of_its_first_telling_and_is_a_copy()
    {
        const string First = """{"temperature":4.4,"last_seen":1777593540000}""";
        Assert.Equal(ReadingFlags.DeviceTime, Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", First).Readings).Flags);
        Assert.Empty(Said(_zigbee, "zigbee2mqtt/Fridge 3", First, seconds: 3600).Readings);
        Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4,"last_seen":1777597140000}""", seconds: 3600).Readings);
    }

    [Fact]
    public void A_delivery_that_is_repeated_is_left_to_the_buffer_to_recognise()
    {
        Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4,"last_seen":1777593540000}""");
        IncomingMessage again = Message("zigbee2mqtt/Fridge 3", """{"temperature":4.4,"last_seen":1777593540000}""", Noon) with { IsRedelivery = true };
        Assert.Single(_zigbee.Decode(again, Noon).Readings);
    }

    [Fact]
    public void What_the_bridge_publishes_right_after_its_start_is_kept_and_its_time_is_doubtful()
    {
        Said(_zigbee, "zigbee2mqtt/bridge/state", """{"state":"online"}""");
        Assert.Equal(ReadingFlags.ClockSuspect, Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""", seconds: 1).Readings).Flags);
        Assert.Equal(ReadingFlags.None, Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"temperature":4.6}""", seconds: 60).Readings).Flags);
    }

    [Fact]
    public void A_retained_message_is_no_reading()
    {
        IncomingMessage old = Message("zigbee2mqtt/Fridge 3", """{"temperature":4.4}""", Noon) with { IsRetained = true };
        Assert.Empty(_zigbee.Decode(old, Noon).Readings);
        Assert.Null(_zigbee.Decode(old with { Topic = "somewhere/else" }, Noon).Refusal);
    }

    [Fact]
    public void An_uplink_that_comes_twice_by_two_ways_is_one_reading()
    {
        PayloadDecoder decoder = Decoder("chirpstack-v4", ("e1", "g/f/top"));
        const string Uplink = """{"deduplicationId":"d-1","object":{"temperature":4.4}}""";
        Assert.Single(Said(decoder, "application/a/device/e1/event/up", Uplink).Readings);
        Assert.Empty(Said(decoder, "application/a/device/e1/event/up", Uplink, seconds: 30).Readings);
        Assert.Single(Said(decoder, "application/a/device/e1/event/up", """{"deduplicationId":"d-2","object":{"temperature":4.4}}""", seconds: 30).Readings);
    }

    [Fact]
    public void Battery_signal_and_door_belong_to_the_sensor_even_without_a_temperature()
    {
        SensorSaid said = Assert.Single(Said(_zigbee, "zigbee2mqtt/Fridge 3", """{"battery":"97","linkquality":120,"contact":false}""").Health);
        Assert.Equal("g/fridge-3/top", said.Sensor.ToString());
        Assert.Equal(["batteryPercent 97", "linkQuality 120", "doorOpen true"], said.Fields.Select(field => $"{field.Key} {field.Value!.ToJsonString()}"));
    }

    [Fact]
    public void A_probe_may_be_named_by_its_chip_or_alone_by_its_device()
    {
        PayloadDecoder decoder = Decoder("tasmota", ("hall/0316A2796A5E", "g/f/top"), ("cellar", "g/f/bottom"));
        Assert.Equal("g/f/top", Assert.Single(Said(decoder, "tele/hall/SENSOR", """{"DS18B20":{"Id":"0316A2796A5E","Temperature":4.1},"TempUnit":"C"}""").Readings).Sensor.ToString());
        Assert.Equal("g/f/bottom", Assert.Single(Said(decoder, "tele/cellar/SENSOR", """{"DS18B20":{"Id":"0F","Temperature":5.1},"TempUnit":"C"}""").Readings).Sensor.ToString());
    }

    [Fact]
    public void Two_probes_of_one_device_never_become_one_sensor()
    {
        PayloadDecoder decoder = Decoder("tasmota", ("cellar", "g/f/bottom"));
        DecodedMessage decoded = Said(decoder, "tele/cellar/SENSOR", """{"DS18B20-1":{"Id":"0A","Temperature":5.1},"DS18B20-2":{"Id":"0B","Temperature":-18}}""");
        Assert.Empty(decoded.Readings);
        Assert.Equal(2, decoded.Notices.Count);
    }

    [Fact]
    public void A_quantity_with_the_name_of_another_counts_only_where_the_configuration_names_it()
    {
        PayloadDecoder decoder = Decoder("esphome", ("node/humidity_chamber", "g/f/top"));
        Assert.Single(Said(decoder, "node/sensor/humidity_chamber/state", "4.4").Readings);
        DecodedMessage other = Said(decoder, "node/sensor/humidity/state", "44");
        Assert.Empty(other.Readings);
        Assert.Empty(other.Notices);
    }

    [Fact]
    public void A_rule_under_topics_goes_before_a_profile()
    {
        PayloadDecoder decoder = new(
            [new MqttTopicOptions { Topic = "zigbee2mqtt/+", Sensor = "a/{1}/b" }],
            [new MqttProfileOptions { Profile = "zigbee2mqtt", Sensors = new Dictionary<string, string> { ["x"] = "g/f/top" } }]);
        Assert.Equal("a/x/b", Assert.Single(Said(decoder, "zigbee2mqtt/x", """{"temperature":4.4}""").Readings).Sensor.ToString());
    }

    [Fact]
    public void The_configuration_may_give_the_topic_the_unit_and_the_zone()
    {
        PayloadDecoder decoder = new([], [new MqttProfileOptions
        {
            Profile = "generic-json",
            Topic = "clinic/+/{sensor}",
            Unit = "F",
            TimeZone = "Asia/Shanghai",
            Sensors = new Dictionary<string, string> { ["f1"] = "g/f/top" },
        }]);
        Reading reading = Assert.Single(Said(decoder, "clinic/2/f1", """{"temperature":40,"time":"2026-05-01 07:59:00"}""").Readings);
        Assert.Equal((4444, Noon - TimeSpan.FromMinutes(1), ReadingFlags.DeviceTime), (reading.Value.MilliCelsius, reading.MeasuredAt, reading.Flags));
        Assert.Contains("no rule under topics and no profile", Said(decoder, "else", "{}").Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_time_without_a_zone_is_not_believed()
    {
        Reading reading = Assert.Single(Said(Decoder("tasmota", ("x", "g/f/top")), "tele/x/SENSOR", """{"Time":"2026-05-01T07:59:00","DS18B20":{"Temperature":4}}""").Readings);
        Assert.Equal((Noon, ReadingFlags.ClockSuspect), (reading.MeasuredAt, reading.Flags));
    }

    [Fact]
    public void What_cannot_be_understood_is_told_once_for_each_topic_and_place()
    {
        DecodedMessage first = Said(_zigbee, "zigbee2mqtt/Fridge 3", "hello");
        DecodedMessage second = Said(_zigbee, "zigbee2mqtt/Fridge 3", "hello again");
        Assert.Equal(Assert.Single(first.Notices).Subject, Assert.Single(second.Notices).Subject);
        Assert.Contains("is not JSON", first.Notices[0].Text, StringComparison.Ordinal);
    }

    private static PayloadDecoder Decoder(string profile, params (string Name, string Sensor)[] sensors) =>
        new([], [new MqttProfileOptions { Profile = profile, Sensors = sensors.ToDictionary(one => one.Name, one => one.Sensor) }]);

    private static DecodedMessage Said(PayloadDecoder decoder, string topic, string payload, double seconds = 0)
    {
        Instant at = Noon + TimeSpan.FromSeconds(seconds);
        return decoder.Decode(Message(topic, payload, at), at);
    }

    private static IncomingMessage Message(string topic, string payload, Instant at) => new(topic, Encoding.UTF8.GetBytes(payload), at);
}
