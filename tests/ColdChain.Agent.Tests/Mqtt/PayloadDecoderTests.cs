using System.Text;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class PayloadDecoderTests
{
    private const string FridgeTop = "coldchain/fridge-1/top/reading";

    private static readonly Instant Now = At("2026-05-01T00:00:00Z");

    [Theory]
    [InlineData("""{"temperature":4.37}""", 4370)]
    [InlineData("""{"temperature":"-22"}""", -22_000)]
    [InlineData("""{"temperature":4.0625,"battery":"80"}""", 4063)]
    [InlineData("""{"temperature":-0.0}""", 0)]
    [InlineData("""{"temperature":2.1e1}""", 21_000)]
    [InlineData("""{"temperature":84.9}""", 84_900)]
    [InlineData("""{"temperature":4.37,"humidity":nan}""", 4370)]
    public void A_temperature_is_read_to_the_thousandth(string payload, int milliCelsius)
    {
        Reading reading = Assert.Single(Decode(FridgeTop, payload).Readings);
        Assert.Equal(("gaochuan/fridge-1/top", milliCelsius), (reading.Sensor.ToString(), reading.Value.MilliCelsius));
        Assert.Equal((Now, ReadingFlags.None), (reading.MeasuredAt, reading.Flags));
    }

    [Theory]
    [InlineData("4.37", 4370)]
    [InlineData(" -18.5\r\n", -18_500)]
    [InlineData("+4", 4000)]
    [InlineData("4.40\0", 4400)]
    public void A_bare_number_is_a_temperature(string payload, int milliCelsius) =>
        Assert.Equal(milliCelsius, Assert.Single(Decode("fridge-2/sensor/probe/state", payload).Readings).Value.MilliCelsius);

    [Theory]
    [InlineData("""{"temperature":85.0}""", SensorFault.Sentinel)]
    [InlineData("""{"temperature":85}""", SensorFault.Sentinel)]
    [InlineData("""{"temperature":-127.00}""", SensorFault.Sentinel)]
    [InlineData("""{"temperature":327.67}""", SensorFault.Sentinel)]
    [InlineData("""{"temperature":882.6}""", SensorFault.OutOfRange)]
    [InlineData("""{"temperature":-3939.75}""", SensorFault.OutOfRange)]
    [InlineData("""{"temperature":1e400}""", SensorFault.OutOfRange)]
    [InlineData("""{"temperature":79228162514264337593543950335}""", SensorFault.OutOfRange)]
    [InlineData("""{"temperature":null}""", SensorFault.ProbeMissing)]
    [InlineData("""{"temperature":nan}""", SensorFault.ProbeMissing)]
    [InlineData("""{"temperature":-NaN,"x":"\\\"nan"}""", SensorFault.ProbeMissing)]
    [InlineData("""{"temperature":"nan"}""", SensorFault.ProbeMissing)]
    [InlineData("""{"temperature":true}""", SensorFault.Garbled)]
    [InlineData("""{"temperature":[4]}""", SensorFault.Garbled)]
    [InlineData("""{"temperature":"---"}""", SensorFault.Garbled)]
    [InlineData("""{"temperature":"\ud800"}""", SensorFault.Garbled)]
    [InlineData("""{"temperature":4.3""", SensorFault.Garbled)]
    [InlineData("hello", SensorFault.Garbled)]
    public void What_is_no_temperature_is_a_fault_of_the_sensor_and_never_a_reading(string payload, SensorFault fault)
    {
        DecodedMessage decoded = Decode(FridgeTop, payload);
        Assert.Empty(decoded.Readings);
        FaultySensor faulty = Assert.Single(decoded.Faults);
        Assert.Equal(("gaochuan/fridge-1/top", fault), (faulty.Sensor.ToString(), faulty.Fault));
    }

    [Fact]
    public void Eighty_five_degrees_of_a_probe_that_is_no_ds18b20_are_a_temperature() =>
        Assert.Equal(85_000, Assert.Single(Decode("fridge-2/sensor/probe/state", "85.0").Readings).Value.MilliCelsius);

    [Theory]
    [InlineData(FridgeTop, """{"battery":90}""")]
    [InlineData(FridgeTop, """["temperature"]""")]
    [InlineData(FridgeTop, "42")]
    [InlineData(FridgeTop, "")]
    [InlineData("fridge-2/sensor/probe/state", "")]
    public void A_message_without_a_temperature_says_nothing(string topic, string payload)
    {
        DecodedMessage decoded = Decode(topic, payload);
        Assert.Empty(decoded.Readings);
        Assert.Empty(decoded.Faults);
        Assert.Null(decoded.Refusal);
    }

    [Theory]
    [InlineData("coldchain/fridge-1/reading", "no rule under topics takes the topic")]
    [InlineData("coldchain/冰箱/top/reading", "does not make a sensor id")]
    [InlineData("coldchain//top/reading", "does not make a sensor id")]
    [InlineData("a\nb", "'a?b'")]
    public void A_topic_of_no_sensor_is_refused_with_its_reason(string topic, string reason) =>
        Assert.Contains(reason, Decode(topic, """{"temperature":4}""").Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"2026-04-30T23:59:00Z\"", "2026-04-30T23:59:00Z")]
    [InlineData("\"2026-05-01T07:59:00+08:00\"", "2026-04-30T23:59:00Z")]
    [InlineData("\"2026-05-01T07:59:00.123+0800\"", "2026-04-30T23:59:00.123Z")]
    [InlineData("\"2026-04-30T23:59:00.123456789Z\"", "2026-04-30T23:59:00.123Z")]
    [InlineData("1777593540", "2026-04-30T23:59:00Z")]
    [InlineData("1777593540.25", "2026-04-30T23:59:00.250Z")]
    [InlineData("1777593540123", "2026-04-30T23:59:00.123Z")]
    [InlineData("\"1777593540\"", "2026-04-30T23:59:00Z")]
    [InlineData("\"2026-05-01T23:59:59Z\"", "2026-05-01T23:59:59Z")]
    public void The_devices_own_time_counts_where_it_can_be_believed(string time, string expected)
    {
        Reading reading = Assert.Single(Decode(FridgeTop, $$"""{"temperature":4,"time":{{time}}}""").Readings);
        Assert.Equal((At(expected), ReadingFlags.DeviceTime), (reading.MeasuredAt, reading.Flags));
    }

    [Theory]
    [InlineData("\"1970-01-01T00:01:00Z\"")]
    [InlineData("\"2019-12-31T23:59:59Z\"")]
    [InlineData("\"2026-05-02T00:00:01Z\"")]
    [InlineData("\"2026-04-30T23:59:00\"")]
    [InlineData("\"30.04.2026 23:59\"")]
    [InlineData("\"2026-13-45T99:99:99Z\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e27")]
    [InlineData("1e400")]
    [InlineData("{}")]
    public void A_time_that_cannot_be_believed_leaves_the_time_of_arrival_and_says_so(string time)
    {
        Reading reading = Assert.Single(Decode(FridgeTop, $$"""{"temperature":4,"time":{{time}}}""").Readings);
        Assert.Equal((Now, ReadingFlags.ClockSuspect), (reading.MeasuredAt, reading.Flags));
    }

    [Theory]
    [InlineData("""{"temperature":4,"time":null}""")]
    [InlineData("""{"temperature":4}""")]
    public void A_device_that_sends_no_time_is_not_suspect(string payload) =>
        Assert.Equal(ReadingFlags.None, Assert.Single(Decode(FridgeTop, payload).Readings).Flags);

    [Fact]
    public void An_agent_whose_own_clock_was_never_set_says_so() =>
        Assert.Equal(
            ReadingFlags.ClockSuspect,
            Assert.Single(Decode(FridgeTop, """{"temperature":4}""", At("1970-01-01T00:00:09Z")).Readings).Flags);

    [Fact]
    public void Fahrenheit_becomes_celsius()
    {
        PayloadDecoder decoder = new([new MqttTopicOptions { Topic = "t", Sensor = "a/b/c", Format = "number", Unit = "F", Probe = "ds18b20" }]);
        Assert.Equal(4444, Assert.Single(decoder.Decode("t", "40"u8.ToArray(), Now).Readings).Value.MilliCelsius);
        Assert.Equal(SensorFault.Sentinel, Assert.Single(decoder.Decode("t", "185"u8.ToArray(), Now).Faults).Fault);
    }

    [Fact]
    public void Two_probes_in_one_message_are_two_readings_or_a_reading_and_a_fault()
    {
        PayloadDecoder decoder = new([Probe("DS18B20-1", "top"), Probe("DS18B20-2", "bottom")]);
        DecodedMessage both = Decode(decoder, """{"DS18B20-1":{"Temperature":4.1},"DS18B20-2":{"Temperature":4.9}}""");
        Assert.Equal([4100, 4900], both.Readings.Select(reading => reading.Value.MilliCelsius));
        DecodedMessage one = Decode(decoder, """{"DS18B20-1":{"Temperature":4.1},"DS18B20-2":null}""");
        Assert.Equal("g/f/top", Assert.Single(one.Readings).Sensor.ToString());
        Assert.Equal("g/f/bottom", Assert.Single(one.Faults).Sensor.ToString());

        static MqttTopicOptions Probe(string name, string place) =>
            new() { Topic = "tele/+/SENSOR", Sensor = $"g/{{1}}/{place}", Temperature = $"{name}.Temperature" };

        static DecodedMessage Decode(PayloadDecoder decoder, string payload) =>
            decoder.Decode("tele/f/SENSOR", Encoding.UTF8.GetBytes(payload), Now);
    }

    private static DecodedMessage Decode(string topic, string payload, Instant? at = null) =>
        new PayloadDecoder([Topics.Json, Topics.Number]).Decode(topic, Encoding.UTF8.GetBytes(payload), at ?? Now);

    private static Instant At(string text) =>
        Instant.FromDateTimeOffset(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
