using System.Net;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class MqttListenerSourceTests
{
    private const string FridgeTop = "coldchain/fridge-1/top/reading";

    private readonly CollectingLog<MqttListenerSource> _log = new();
    private readonly int _port = FreePort.Next();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mosquitto_pub_publishes_a_reading_and_waits_for_the_disk()
    {
        Mosquitto.IsNeeded();
        await using RunningSource source = await StartAsync();
        Task publishing = Mosquitto.PublishAsync(
            _port, FridgeTop, """{"temperature":4.37}""", "-i", "f1", "-u", "fridges", "-P", "pw");
        Observation.Measured measured = await source.MeasuredAsync();
        Reading reading = Assert.Single(measured.Readings);
        Assert.Equal(("gaochuan/fridge-1/top", 4370), (reading.Sensor.ToString(), reading.Value.MilliCelsius));
        Assert.False(publishing.IsCompleted);
        await measured.Acknowledge(Token);
        await publishing;
    }

    [Fact]
    public async Task Mosquitto_pub_with_a_wrong_password_is_refused()
    {
        Mosquitto.IsNeeded();
        await using RunningSource source = await StartAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Mosquitto.PublishAsync(_port, FridgeTop, "4", "-u", "fridges", "-P", "no"));
        Assert.True(_log.Has("the password for user 'fridges' is wrong"));
    }

    [Fact] // G2
    public async Task A_message_carries_what_recognises_its_redelivery()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync("f1");
        await client.SendAsync(Publish("4.37", id: 7));
        MessageOrigin first = (await source.MeasuredAsync()).Origin!;
        Assert.Equal(("mqtt-listener", "f1", 7, false), (first.Source, first.ClientId, first.PacketId, first.IsRedelivery));
        Assert.Matches("^[0-9a-f]{32}$", first.PayloadHash);
        await client.SendAsync(Publish("4.37", id: 7) with { IsRedelivery = true });
        Assert.Equal(first with { IsRedelivery = true }, (await source.MeasuredAsync()).Origin);
        await client.SendAsync(Publish("4.38", id: 7));
        Assert.NotEqual(first.PayloadHash, (await source.MeasuredAsync()).Origin!.PayloadHash);
    }

    [Fact]
    public async Task A_message_of_qos_0_cannot_be_delivered_again_and_has_no_origin()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync("f1");
        await client.SendAsync(Publish("4.37", id: 0) with { Quality = DeliveryQuality.AtMostOnce });
        Assert.Null((await source.MeasuredAsync()).Origin);
    }

    [Fact] // G10
    public async Task Poison_is_told_once_acknowledged_after_that_and_blocks_nothing()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync("f1");
        await client.SendAsync(Publish("hello", id: 1));
        Observation.Measured poison = await source.MeasuredAsync();
        WireEvent told = Assert.Single(poison.Events);
        Assert.Equal((WireEventKinds.SensorFault, "gaochuan/fridge-1/top"), (told.Kind, told.Sensor));
        Assert.Empty(poison.Readings);
        await poison.Acknowledge(Token);
        await client.SendAsync(Publish("hello again", id: 2));
        Assert.Equal("4002000140020002", await client.ReceiveAsync(8));
        await client.SendAsync(Publish("4.37", id: 3));
        Observation.Measured good = await source.MeasuredAndStoredAsync();
        Assert.Equal(WireEventKinds.SensorBack, Assert.Single(good.Events).Kind);
        await client.SendAsync(Publish("4.38", id: 4));
        Assert.Empty((await source.MeasuredAsync()).Events);
    }

    [Fact]
    public async Task A_fault_whose_telling_did_not_reach_the_disk_is_told_again()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync("f1");
        await client.SendAsync(Publish("null", id: 1));
        Assert.Single((await source.MeasuredAsync()).Events);
        await client.SendAsync(Publish("null", id: 2));
        Assert.Single((await source.MeasuredAsync()).Events);
    }

    [Fact]
    public async Task A_topic_of_nobody_is_told_once()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync("f1");
        await client.SendAsync(Publish("4", id: 1) with { Topic = "elsewhere" });
        WireEvent told = Assert.Single((await source.MeasuredAndStoredAsync()).Events);
        Assert.Equal(WireEventKinds.MessageRefused, told.Kind);
        Assert.Equal("mqtt-listener: no rule under topics takes the topic 'elsewhere'", told.Detail);
        await client.SendAsync(Publish("4", id: 2) with { Topic = "elsewhere" });
        Assert.Equal("4002000140020002", await client.ReceiveAsync(8));
        Assert.Equal(0, source.Waiting);
    }

    [Fact]
    public async Task A_message_about_something_else_is_acknowledged_at_once()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync("f1");
        await client.SendAsync(Publish("{}", id: 1) with { Payload = "{\"battery\":80}"u8.ToArray() });
        Assert.Equal("40020001", await client.ReceiveAsync(4));
        Assert.Equal(0, source.Waiting);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_once_and_tried_again_until_it_is_free()
    {
        ManualClock clock = new();
        System.Net.Sockets.TcpListener other = new(IPAddress.Loopback, _port);
        other.Start();
        await using RunningSource source = new(new MqttListenerSource(Options(_port), clock, _log));
        (string kind, string? detail) = await source.HappenedAsync();
        Assert.Equal(WireEventKinds.SourceFault, kind);
        Assert.Contains("Is another program on that port", detail, StringComparison.Ordinal);
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => _log.Lines.Count(line => line.Contains("Next attempt", StringComparison.Ordinal)) >= 2, "it tried again", Token);
        other.Dispose();
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(WireEventKinds.SourceBack, (await source.HappenedAsync()).Kind);
    }

    private static MqttListenerOptions Options(int port) => new()
    {
        Port = port,
        Topics = [Topics.Json],
        Users = [new MqttUserOptions { Name = "fridges", Password = "pw" }],
        AllowAnonymous = true,
    };

    private async Task<RunningSource> StartAsync()
    {
        RunningSource source = new(new MqttListenerSource(Options(_port), TimeProvider.System, _log));
        await Eventually.HoldsAsync(() => _log.Has("sensors can publish to"), "the source listens", Token);
        return source;
    }

    private Task<RawClient> ConnectAsync(string clientId) =>
        RawClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port), clientId);

    private static PublishPacket Publish(string temperature, ushort id) => new()
    {
        Topic = FridgeTop,
        Payload = System.Text.Encoding.UTF8.GetBytes($$"""{"temperature":{{temperature}}}"""),
        Quality = DeliveryQuality.AtLeastOnce,
        PacketId = id,
    };
}
