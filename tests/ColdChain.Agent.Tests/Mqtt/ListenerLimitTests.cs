using System.Diagnostics;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Nobody takes more than a share: not by speed, not by size, not by slowness.</summary>
public sealed class ListenerLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_never_ends_a_packet_is_disconnected_although_it_keeps_sending()
    {
        ManualClock clock = new();
        await using RunningListener listener = new(clock: clock);
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "loris", keepAlive: 0);
        await client.SendAsync("32 7F 0003 742F31");
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync("00");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("", await client.ReceiveUntilClosedAsync());
        Assert.True(listener.Log.Has("did not finish a packet within 30 s"));
    }

    [Fact]
    public async Task A_connect_is_short_whatever_size_the_messages_may_have()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint);
        await client.SendAsync("10 81 80 01");
        Assert.Equal("", await client.ReceiveUntilClosedAsync());
        Assert.True(listener.Log.Has("A packet of 16389 bytes was announced; 16384 are allowed"));
        using RawClient good = await RawClient.ConnectAsync(listener.EndPoint, "good");
        await good.SendAsync(Message(1) with { Payload = new byte[100_000] });
        Assert.Equal(100_000, (await listener.TakeAndAcknowledgeAsync()).Message.Payload.Length);
    }

    [Fact]
    public async Task A_client_that_sends_too_fast_has_to_wait_and_loses_nothing()
    {
        ManualClock clock = new();
        await using RunningListener listener = new(Settings with { MostMessagesPerSecond = 5 }, clock);
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fast", keepAlive: 0);
        await client.SendAsync([.. Enumerable.Range(1, 12).SelectMany(id => Wire.Encode(Message((ushort)id)))]);
        for (int id = 1; id <= 12; id++)
        {
            if (id > 5)
            {
                await Eventually.HoldsAsync(() => clock.ActiveTimers >= 1, "it waits", Token);
                Assert.Equal(0, listener.Waiting);
                clock.Advance(TimeSpan.FromSeconds(0.2));
            }

            Assert.Equal(id, (await listener.TakeAndAcknowledgeAsync()).Message.PacketId);
        }

        Assert.True(listener.Log.Has("sends more than 5 messages a second"));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(1000, 1000)]
    public void An_allowance_is_a_second_of_messages_at_once_and_then_the_rate(int rate, int atOnce)
    {
        ManualClock clock = new();
        MessageAllowance allowance = new(rate, clock);
        Assert.All(Enumerable.Range(0, atOnce), _ => Assert.Equal(TimeSpan.Zero, allowance.Take()));
        TimeSpan wait = allowance.Take();
        Assert.Equal(1.0 / rate, wait.TotalSeconds, precision: 6);
        clock.Advance(TimeSpan.FromHours(1)); // What was not used is not saved up.
        Assert.Equal(atOnce, Enumerable.Range(0, 2 * atOnce).TakeWhile(_ => allowance.Take() == TimeSpan.Zero).Count());
    }

    [Fact]
    public async Task A_client_that_sends_all_it_can_does_not_hold_up_another()
    {
        await using RunningListener listener = new(Settings with { MostInFlight = 256, MostMessagesPerSecond = 1_000_000 });
        using RawClient noisy = await RawClient.ConnectAsync(listener.EndPoint, "noisy");
        using RawClient quiet = await RawClient.ConnectAsync(listener.EndPoint, "quiet");
        byte[] much = [.. Enumerable.Range(1, 20_000).SelectMany(id => Wire.Encode(Message((ushort)id)))];
        Task sending = noisy.SendAsync(much);
        Assert.Equal("noisy", (await listener.TakeAndAcknowledgeAsync()).ClientId);
        await quiet.SendAsync(Message(1));
        int before = 0;
        while ((await listener.TakeAndAcknowledgeAsync()).ClientId != "quiet")
        {
            before++;
        }

        Assert.InRange(before, 0, 10_000); // Not behind all that the other still has to say.
        for (int rest = 19_999 - before; rest > 0; rest--)
        {
            await listener.TakeAndAcknowledgeAsync();
        }

        await sending;
    }

    private static MqttListenerSettings Settings { get; } = new() { EndPoint = RunningListener.Anywhere, AllowsAnonymous = true };

    private static PublishPacket Message(ushort id) =>
        new() { Topic = "t/1", Payload = "4"u8.ToArray(), Quality = DeliveryQuality.AtLeastOnce, PacketId = id };
}
