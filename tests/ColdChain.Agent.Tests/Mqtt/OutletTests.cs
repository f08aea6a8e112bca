using System.Text;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Outlets;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>What a siren or a display hears, and what nobody may.</summary>
public sealed class OutletTests
{
    private const string Siren = "coldchain/siren/room";
    private const string SubscribeSiren = "82 19 0001 0014 636F6C64636861696E2F736972656E2F726F6F6D 01";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_siren_that_has_subscribed_hears_each_state_and_confirms_it()
    {
        await using RunningListener listener = new();
        using RawClient siren = await SubscribedAsync(listener);
        Assert.Equal(1, listener.Outlet.Publish(Siren, "on"u8.ToArray()));
        PublishPacket heard = await HearAsync(siren);
        Assert.Equal((Siren, "on", DeliveryQuality.AtLeastOnce, false), (heard.Topic, Text(heard), heard.Quality, heard.IsRetained));
        Assert.Equal(0, listener.Outlet.Confirmations(Siren));
        await siren.SendAsync(new PubAckPacket(heard.PacketId));
        await Eventually.HoldsAsync(() => listener.Outlet.Confirmations(Siren) == 1, "the siren has confirmed", Token);
    }

    [Fact]
    public async Task A_siren_that_comes_later_hears_the_last_state_as_retained()
    {
        await using RunningListener listener = new();
        Assert.Equal(0, listener.Outlet.Publish(Siren, "off"u8.ToArray()));
        listener.Outlet.Publish(Siren, "on"u8.ToArray());
        using RawClient siren = await SubscribedAsync(listener);
        PublishPacket heard = await HearAsync(siren);
        Assert.Equal(("on", true), (Text(heard), heard.IsRetained));
        await siren.SendAsync("C0 00");
        Assert.Equal("D000", await siren.ReceiveAsync(2)); // And nothing of what was so before.
    }

    [Fact] // [MQTT-4.4.0-1]
    public async Task A_siren_that_keeps_its_session_hears_again_what_it_had_not_confirmed()
    {
        await using RunningListener listener = new();
        ushort id;
        using (RawClient siren = await SubscribedAsync(listener, isCleanSession: false))
        {
            listener.Outlet.Publish(Siren, "on"u8.ToArray());
            id = (await HearAsync(siren)).PacketId;
        }

        using RawClient again = await RawClient.ConnectAsync(listener.EndPoint, "siren", isCleanSession: false);
        PublishPacket heard = await HearAsync(again);
        Assert.Equal(("on", id, true), (Text(heard), heard.PacketId, heard.IsRedelivery));
        await again.SendAsync(new PubAckPacket(id));
        await Eventually.HoldsAsync(() => listener.Outlet.Confirmations(Siren) == 1, "the siren has confirmed", Token);
    }

    [Fact]
    public async Task A_state_that_changed_while_the_siren_was_away_is_told_and_the_one_before_is_not()
    {
        await using RunningListener listener = new();
        using (RawClient siren = await SubscribedAsync(listener, isCleanSession: false))
        {
            listener.Outlet.Publish(Siren, "on"u8.ToArray());
            await HearAsync(siren);
        }

        await Eventually.HoldsAsync(() => listener.Outlet.Publish(Siren, "off"u8.ToArray()) == 0, "the siren is away", Token);
        using RawClient again = await RawClient.ConnectAsync(listener.EndPoint, "siren", isCleanSession: false);
        PublishPacket heard = await HearAsync(again);
        Assert.Equal(("off", false), (Text(heard), heard.IsRedelivery));
    }

    [Fact]
    public async Task Who_has_unsubscribed_hears_nothing_further()
    {
        await using RunningListener listener = new();
        using RawClient siren = await SubscribedAsync(listener);
        await siren.SendAsync(new UnsubscribePacket(2, [Siren]));
        Assert.Equal("B0020002", await siren.ReceiveAsync(4));
        Assert.Equal(0, listener.Outlet.Publish(Siren, "on"u8.ToArray()));
    }

    [Theory]
    [InlineData("coldchain/siren/room", true)]
    [InlineData("coldchain/siren/+", true)]
    [InlineData("coldchain/siren/#", true)]
    [InlineData("coldchain/siren", true)]
    [InlineData("coldchain/+/room", false)]
    [InlineData("coldchain/#", false)]
    [InlineData("#", false)]
    [InlineData("coldchain/fridge-1/top/reading", false)]
    public void Only_what_lies_within_the_configured_topics_may_be_subscribed_to(string filter, bool isGranted)
    {
        MqttOutlet outlet = new(["coldchain/siren/#"]);
        DeliveryQuality? granted = Assert.Single(outlet.Subscribe(new OutletSession(), [new(filter, DeliveryQuality.ExactlyOnce)]));
        Assert.Equal(isGranted ? DeliveryQuality.AtLeastOnce : null, granted);
    }

    [Fact]
    public void One_client_has_a_bounded_number_of_subscriptions()
    {
        MqttOutlet outlet = new(["#"]);
        Subscription[] wanted = [.. Enumerable.Range(0, 40).Select(number => new Subscription($"s/{number}", DeliveryQuality.AtMostOnce))];
        Assert.Equal(16, outlet.Subscribe(new OutletSession(), wanted).Count(granted => granted is not null));
    }

    [Fact] // A display that hangs must not hold up the alarm, nor fill the memory.
    public async Task A_siren_that_does_not_read_is_disconnected_and_the_others_hear()
    {
        await using RunningListener listener = new();
        using RawClient deaf = await SubscribedAsync(listener);
        byte[] large = new byte[200_000];
        await Eventually.HoldsAsync(
            () => Enumerable.Range(0, 200).Any(_ => listener.Outlet.Publish(Siren, large) == 0), "the deaf one is gone", Token);
        Assert.True(listener.Log.Has("does not read what it is sent"));
        using RawClient other = await RawClient.ConnectAsync(listener.EndPoint, "good");
        await other.SendAsync("C0 00");
        Assert.Equal("D000", await other.ReceiveAsync(2));
    }

    [Fact]
    public async Task Mosquitto_sub_hears_the_siren()
    {
        Mosquitto.IsNeeded();
        await using RunningListener listener = new();
        listener.Outlet.Publish(Siren, "on"u8.ToArray());
        await using ProgramUnderTest sub = ProgramUnderTest.Start(
            "/usr/bin/mosquitto_sub",
            ["-h", "127.0.0.1", "-p", $"{listener.EndPoint.Port}", "-q", "1", "-t", "coldchain/siren/#", "-C", "2", "-F", "%t %r %p"]);
        await Eventually.HoldsAsync(() => sub.Lines.Contains($"{Siren} 1 on"), "it hears the retained state", Token);
        listener.Outlet.Publish(Siren, "off"u8.ToArray());
        Assert.Equal(0, await sub.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
        Assert.Contains($"{Siren} 0 off", sub.Lines);
        await Eventually.HoldsAsync(() => listener.Outlet.Confirmations(Siren) <= 1, "its session is over", Token);
    }

    private static async Task<RawClient> SubscribedAsync(RunningListener listener, bool isCleanSession = true)
    {
        RawClient siren = await RawClient.ConnectAsync(listener.EndPoint, "siren", isCleanSession: isCleanSession);
        await siren.SendAsync(SubscribeSiren);
        Assert.Equal("9003000101", await siren.ReceiveAsync(5));
        return siren;
    }

    private static async Task<PublishPacket> HearAsync(RawClient siren)
    {
        byte[] head = Convert.FromHexString(await siren.ReceiveAsync(2));
        byte[] body = Convert.FromHexString(await siren.ReceiveAsync(head[1]));
        return Assert.IsType<PublishPacket>(Wire.Decode([.. head, .. body]).Packet);
    }

    private static string Text(PublishPacket packet) => Encoding.UTF8.GetString(packet.Payload.Span);
}
