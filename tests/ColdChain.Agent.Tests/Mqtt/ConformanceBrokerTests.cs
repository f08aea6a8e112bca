using System.Globalization;
using System.Net;
using System.Text;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Connecting;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>
/// Drives our client of a broker through what it can do, for a broker that judges each packet and tells at its end which
/// statements of the standard it has seen kept and broken. docs/protocols/mqtt.md says which one was used, and what it told.
/// </summary>
/// <remarks>Runs only when COLDCHAIN_CONFORMANCE_PORT names the port of 127.0.0.1 where such a broker listens.</remarks>
public sealed class ConformanceBrokerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Our_client_subscribes_receives_each_quality_acknowledges_pings_and_comes_again()
    {
        int port = Port();
        await using (Subscriber first = At(port))
        {
            await first.IsSubscribedAsync();
            foreach (DeliveryQuality quality in Enum.GetValues<DeliveryQuality>())
            {
                await PublishAsync(port, quality, $"4.{(int)quality}");
                await (await first.NextMessageAsync()).Acknowledge(Token);
            }

            await PublishAsync(port, DeliveryQuality.AtLeastOnce, "not acknowledged");
            await first.NextMessageAsync();
        }

        await using Subscriber second = At(port);
        MqttDelivery again = await second.NextMessageAsync();
        Assert.Equal(("not acknowledged", true), (Subscriber.Text(again), again.Message.IsRedelivery));
        await again.Acknowledge(Token);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token); // Twice the keep-alive: pings alone keep it.
        await PublishAsync(port, DeliveryQuality.AtLeastOnce, "after pings");
        await (await second.NextMessageAsync()).Acknowledge(Token);
    }

    [Fact]
    public async Task Our_client_takes_many_in_flight_and_acknowledges_them_in_any_order()
    {
        int port = Port();
        await using Subscriber subscriber = At(port, "agent-2");
        await subscriber.IsSubscribedAsync();
        List<MqttDelivery> deliveries = [];
        for (int i = 0; i < 10; i++)
        {
            await PublishAsync(port, DeliveryQuality.AtLeastOnce, $"冰箱 {i}");
            deliveries.Add(await subscriber.NextMessageAsync());
        }

        foreach (MqttDelivery delivery in deliveries.AsEnumerable().Reverse())
        {
            await delivery.Acknowledge(Token);
        }
    }

    [Fact]
    public async Task Our_client_completes_what_an_old_session_holds_with_qos_2()
    {
        int port = Port();
        using (RawClient former = await RawClient.ConnectAsync(new(IPAddress.Loopback, port), "agent-3", isCleanSession: false))
        {
            await former.SendAsync(new SubscribePacket(1, [new("fridge/+", DeliveryQuality.ExactlyOnce)]));
            await former.ReceiveAsync(5);
            await former.SendAsync(new DisconnectPacket());
            await former.ReceiveUntilClosedAsync();
        }

        await PublishAsync(port, DeliveryQuality.ExactlyOnce, "4.2");
        await using Subscriber subscriber = At(port, "agent-3");
        MqttDelivery delivery = await subscriber.NextMessageAsync();
        Assert.Equal(DeliveryQuality.ExactlyOnce, delivery.Message.Quality);
        await delivery.Acknowledge(Token);
        await PublishAsync(port, DeliveryQuality.AtLeastOnce, "4.3");
        MqttDelivery next = await subscriber.NextMessageAsync();
        Assert.Equal("4.3", Subscriber.Text(next));
        await next.Acknowledge(Token);
    }

    private static int Port()
    {
        string? port = Environment.GetEnvironmentVariable("COLDCHAIN_CONFORMANCE_PORT");
        Assert.SkipUnless(port is not null, "COLDCHAIN_CONFORMANCE_PORT names no conformance broker (docs/protocols/mqtt.md, 8)");
        return int.Parse(port, CultureInfo.InvariantCulture);
    }

    private static Subscriber At(int port, string clientId = "agent") => Subscriber.At(
        port, settings => settings with { ClientId = clientId, KeepAlive = TimeSpan.FromSeconds(1), UserName = "agent", Password = "pw" });

    /// <summary>A publisher that keeps to the standard at the byte, with every quality.</summary>
    private static async Task PublishAsync(int port, DeliveryQuality quality, string payload)
    {
        using RawClient sensor = await RawClient.ConnectAsync(new(IPAddress.Loopback, port), "sensor");
        await sensor.SendAsync(new PublishPacket
        {
            Topic = "fridge/1",
            Payload = Encoding.UTF8.GetBytes(payload),
            Quality = quality,
            PacketId = quality == DeliveryQuality.AtMostOnce ? (ushort)0 : (ushort)1,
        });
        if (quality == DeliveryQuality.ExactlyOnce)
        {
            Assert.Equal("50020001", await sensor.ReceiveAsync(4));
            await sensor.SendAsync(new PubRelPacket(1));
            Assert.Equal("70020001", await sensor.ReceiveAsync(4));
        }
        else if (quality == DeliveryQuality.AtLeastOnce)
        {
            Assert.Equal("40020001", await sensor.ReceiveAsync(4));
        }

        await sensor.SendAsync(new DisconnectPacket());
        await sensor.ReceiveUntilClosedAsync();
    }
}
