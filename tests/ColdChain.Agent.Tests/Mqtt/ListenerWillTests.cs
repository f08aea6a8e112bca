using System.Net;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A client that vanishes is told, with its will; one that leaves is not.</summary>
public sealed class ListenerWillTests
{
    private readonly CollectingLog<MqttListenerSource> _log = new();
    private readonly ManualClock _clock = new();
    private readonly int _port = FreePort.Next();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // [MQTT-3.1.2-8]
    public async Task A_client_that_vanishes_is_an_event_with_its_will_and_another_when_it_publishes_again()
    {
        await using RunningSource source = await StartAsync();
        (await ConnectAsync()).Dispose();
        (string kind, string? detail) = await source.HappenedAsync();
        Assert.Equal(WireEventKinds.ClientGone, kind);
        Assert.StartsWith("mqtt-listener: client 'tasmota' vanished: ", detail, StringComparison.Ordinal);
        Assert.EndsWith("Its will for 'tele/f1/LWT': Offline", detail, StringComparison.Ordinal);
        using RawClient again = await ConnectAsync();
        await again.SendAsync(Reading);
        Assert.Equal((WireEventKinds.ClientBack, "mqtt-listener: client 'tasmota' publishes again"), await source.HappenedAsync());
        await source.MeasuredAsync();
    }

    [Fact] // [MQTT-3.14.4-3]
    public async Task A_client_that_says_goodbye_leaves_no_will()
    {
        await using RunningSource source = await StartAsync();
        using (RawClient client = await ConnectAsync())
        {
            await client.SendAsync("E0 00");
            Assert.Equal("", await client.ReceiveUntilClosedAsync());
        }

        await IsSilentAsync(source);
    }

    [Fact] // [MQTT-3.1.2-24]
    public async Task A_client_that_falls_silent_leaves_its_will()
    {
        await using RunningSource source = await StartAsync();
        using RawClient client = await ConnectAsync();
        await _clock.WaitForTimersAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Contains("Nothing was heard for 90 s", (await source.HappenedAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact] // It is here: nobody need go and look for it.
    public async Task A_client_that_comes_again_before_its_old_connection_is_over_leaves_no_will()
    {
        await using RunningSource source = await StartAsync();
        using RawClient first = await ConnectAsync();
        using RawClient second = await ConnectAsync();
        Assert.Equal("", await first.ReceiveUntilClosedAsync());
        await IsSilentAsync(source);
    }

    [Fact]
    public void A_client_that_comes_and_goes_is_told_once_in_ten_minutes()
    {
        VanishedClients clients = new("mqtt", _clock);
        MqttDelivery message = new("f1", Reading, _ => ValueTask.CompletedTask);
        MqttDelivery will = message with { Farewell = "The connection broke." };
        Assert.Equal(WireEventKinds.ClientGone, clients.Notice(will)?.Kind);
        Assert.Null(clients.Notice(message with { ClientId = "f2" }));
        Assert.Equal(WireEventKinds.ClientBack, clients.Notice(message)?.Kind);
        Assert.Null(clients.Notice(message));
        Assert.Null(clients.Notice(will));
        Assert.Null(clients.Notice(message)); // It was not said that it went, so it is not said that it is back.
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(WireEventKinds.ClientGone, clients.Notice(will)?.Kind);
    }

    private static PublishPacket Reading { get; } = new()
    {
        Topic = "fridge-2/sensor/probe/state",
        Payload = "4.37"u8.ToArray(),
        Quality = DeliveryQuality.AtMostOnce,
    };

    /// <summary>What another client publishes afterwards is the next that is heard.</summary>
    private async Task IsSilentAsync(RunningSource source)
    {
        using RawClient other = await RawClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port), "other");
        await other.SendAsync(Reading);
        Assert.IsType<Observation.Measured>(await source.NextAsync());
    }

    private async Task<RawClient> ConnectAsync()
    {
        RawClient client = await RawClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port));
        await client.SendAsync(new ConnectPacket
        {
            ClientId = "tasmota",
            IsCleanSession = true,
            KeepAliveSeconds = 60,
            Will = new WillMessage("tele/f1/LWT", "Offline"u8.ToArray(), DeliveryQuality.AtLeastOnce, IsRetained: true),
        });
        Assert.Equal("20020000", await client.ReceiveAsync(4));
        return client;
    }

    private async Task<RunningSource> StartAsync()
    {
        MqttListenerOptions options = new() { Port = _port, Topics = [Topics.Number], AllowAnonymous = true };
        RunningSource source = new(new MqttListenerSource(options, _clock, _log));
        await Eventually.HoldsAsync(() => _log.Has("sensors can publish to"), "the source listens", Token);
        return source;
    }
}
