using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>Profiles at a real broker, and at the listener with a real client.</summary>
public sealed class AnnouncedSourceTests
{
    private const string Announced = """{"dev_cla":"temperature","stat_t":"attic/t","uniq_id":"attic","val_tpl":"{{ value_json.t }}"}""";

    private readonly CollectingLog<MqttBrokerSource> _log = new();
    private readonly CollectingLog<MqttListenerSource> _listenerLog = new();

    [Fact]
    public async Task A_topic_that_a_retained_message_announces_is_asked_for_and_read()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await broker.PublishAsync("homeassistant/sensor/attic/config", Announced, "-r");
        await using RunningSource source = await StartAsync(broker, "home-assistant", "attic");
        await PublishUntilMeasuredAsync(broker, source, ("attic/t", """{"t":4.4}"""), 4400);
    }

    [Fact]
    public async Task Many_announced_topics_are_asked_for_and_again_after_the_connection_broke()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync("allow_anonymous true", "persistence true");
        for (int i = 0; i < 60; i++)
        {
            await broker.PublishAsync($"homeassistant/sensor/s{i}/config", $$"""{"dev_cla":"temperature","stat_t":"s/{{i}}","uniq_id":"u{{i}}"}""", "-r");
        }

        await using RunningSource source = await StartAsync(broker, "home-assistant", "u59");
        await PublishUntilMeasuredAsync(broker, source, ("s/59", "4.4"), 4400);
        await broker.StopAsync();
        await broker.RestartAsync();
        while (await TakenAsync(source) is not Observation.Happened { What.Kind: WireEventKinds.SourceBack })
        {
        }

        await PublishUntilMeasuredAsync(broker, source, ("s/59", "4.6"), 4600);
    }

    [Fact]
    public async Task A_retained_state_of_a_device_is_no_reading_and_the_next_one_is()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await broker.PublishAsync("zigbee2mqtt/Fridge 3", """{"temperature":4.1}""", "-r");
        await using RunningSource source = await StartAsync(broker, "zigbee2mqtt", "Fridge 3");
        await broker.PublishAsync("zigbee2mqtt/Fridge 3", """{"temperature":4.2,"battery":90}""");
        Observation.Measured measured = await source.MeasuredAsync();
        Assert.Equal(4200, Assert.Single(measured.Readings).Value.MilliCelsius);
        Assert.Equal("batteryPercent 90", Assert.Single(measured.Events, one => one.Kind == WireEventKinds.SensorHealth).Detail);
    }

    [Fact]
    public async Task A_probe_that_nobody_named_is_told_once()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using RunningSource source = await StartAsync(broker, "zigbee2mqtt", "Fridge 3");
        await broker.PublishAsync("zigbee2mqtt/Fridge 4", """{"temperature":4.1}""");
        Observation.Measured told = await source.MeasuredAndStoredAsync();
        Assert.Equal(WireEventKinds.SensorUnmapped, Assert.Single(told.Events).Kind);
        await broker.PublishAsync("zigbee2mqtt/Fridge 4", """{"temperature":4.3}""");
        await broker.PublishAsync("zigbee2mqtt/Fridge 3", """{"temperature":5.3}""");
        Assert.Equal(5300, Assert.Single((await source.MeasuredAsync()).Readings).Value.MilliCelsius);
    }

    [Fact]
    public async Task What_a_sensor_publishes_to_the_listener_with_the_retain_flag_is_new()
    {
        Mosquitto.IsNeeded();
        int port = FreePort.Next();
        await using RunningSource source = new(new MqttListenerSource(
            new MqttListenerOptions { Port = port, AllowAnonymous = true, Profiles = [Use("zigbee2mqtt", "Fridge 3")] },
            TimeProvider.System,
            _listenerLog));
        await Eventually.HoldsAsync(() => _listenerLog.Has("sensors can publish"), "the listener listens", TestContext.Current.CancellationToken);
        Task publishing = Mosquitto.PublishAsync(port, "zigbee2mqtt/Fridge 3", """{"temperature":4.4}""", "-r", "-i", "z");
        Assert.Equal(4400, Assert.Single((await source.MeasuredAndStoredAsync()).Readings).Value.MilliCelsius);
        await publishing;
    }

    private static MqttProfileOptions Use(string profile, string name) =>
        new() { Profile = profile, Sensors = new Dictionary<string, string> { [name] = "g/f/top" } };

    /// <summary>
    /// The subscription takes a moment; what nobody has asked for a broker does not keep. Whatever comes is acknowledged: a
    /// broker sends only so many messages ahead of the oldest answer that it waits for.
    /// </summary>
    private static async Task PublishUntilMeasuredAsync(
        Mosquitto broker, RunningSource source, (string Topic, string Payload) message, int milliCelsius) =>
        await Eventually.HoldsAsync(
            async () =>
            {
                await broker.PublishAsync(message.Topic, message.Payload);
                bool isMeasured = false;
                while (source.Waiting > 0)
                {
                    isMeasured |= await TakenAsync(source) is Observation.Measured { Readings: [{ } reading, ..] }
                        && (reading.Sensor.ToString(), reading.Value.MilliCelsius) == ("g/f/top", milliCelsius);
                }

                return isMeasured;
            },
            $"{message.Payload} of {message.Topic} is measured",
            Eventually.DefaultBound,
            TestContext.Current.CancellationToken);

    private static async Task<Observation> TakenAsync(RunningSource source)
    {
        Observation seen = await source.NextAsync();
        if (seen is Observation.Measured measured)
        {
            await measured.Acknowledge(TestContext.Current.CancellationToken);
        }

        return seen;
    }

    private async Task<RunningSource> StartAsync(Mosquitto broker, string profile, string name)
    {
        RunningSource source = new(new MqttBrokerSource(
            new MqttBrokerOptions
            {
                Host = "127.0.0.1",
                Port = broker.Port,
                ClientId = "agent",
                Profiles = [Use(profile, name)],
            },
            TimeProvider.System,
            _log));
        await Eventually.HoldsAsync(() => _log.Has("subscribed at broker"), "the source is subscribed", TestContext.Current.CancellationToken);
        return source;
    }
}
