using System.Text;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Outlets;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class ListenerTests
{
    private const string PublishOne = "32 08 0003 742F31 0001 34";
    private const string PublishTwo = "32 08 0003 742F31 0002 35";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // G1
    public async Task A_message_is_acknowledged_only_after_the_consumer_says_so()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        await client.SendAsync(PublishOne);
        MqttDelivery delivery = await listener.TakeAsync();
        Assert.Equal(("fridge-1", "t/1", "4"), (delivery.ClientId, delivery.Message.Topic, Text(delivery)));
        await client.SendAsync("C0 00");
        Assert.Equal("D000", await client.ReceiveAsync(2)); // The answer to a later ping is here, the PUBACK is not.
        Assert.True(client.HasHeardNothing);
        await delivery.Acknowledge(Token);
        Assert.Equal("40020001", await client.ReceiveAsync(4));
    }

    [Fact] // [MQTT-4.6.0-2]
    public async Task Acknowledgements_leave_in_the_order_of_the_messages()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        await client.SendAsync($"{PublishOne} {PublishTwo}");
        MqttDelivery first = await listener.TakeAsync();
        MqttDelivery second = await listener.TakeAsync();
        await second.Acknowledge(Token);
        await first.Acknowledge(Token);
        await first.Acknowledge(Token);
        Assert.Equal("4002000140020002", await client.ReceiveAsync(8));
        await client.SendAsync("C0 00");
        Assert.Equal("D000", await client.ReceiveAsync(2)); // And nothing was acknowledged twice.
    }

    [Fact]
    public async Task A_message_of_qos_0_is_taken_and_has_no_answer()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        await client.SendAsync("30 06 0003 742F31 34");
        Assert.Equal(DeliveryQuality.AtMostOnce, (await listener.TakeAndAcknowledgeAsync()).Message.Quality);
        await client.SendAsync("C0 00");
        Assert.Equal("D000", await client.ReceiveAsync(2));
    }

    [Fact]
    public async Task A_redelivery_after_a_cut_says_so()
    {
        await using RunningListener listener = new();
        using (RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1", isCleanSession: false))
        {
            await client.SendAsync(PublishOne);
            Assert.False((await listener.TakeAsync()).Message.IsRedelivery);
        }

        using RawClient again = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1", isCleanSession: false);
        await again.SendAsync("3A 08 0003 742F31 0001 34");
        Assert.True((await listener.TakeAndAcknowledgeAsync()).Message.IsRedelivery);
        Assert.Equal("40020001", await again.ReceiveAsync(4));
    }

    [Fact] // [MQTT-3.2.2-2]
    public async Task A_client_that_keeps_its_session_is_known_when_it_comes_again()
    {
        await using RunningListener listener = new();
        Assert.Equal("20020000", await FirstAnswerAsync(listener, ConnectFrdg(clean: false)));
        Assert.Equal("20020100", await FirstAnswerAsync(listener, ConnectFrdg(clean: false)));
        Assert.Equal("20020000", await FirstAnswerAsync(listener, ConnectFrdg(clean: true)));
        Assert.Equal("20020000", await FirstAnswerAsync(listener, ConnectFrdg(clean: false)));
    }

    [Fact] // [MQTT-3.1.4-2]
    public async Task A_second_connection_with_the_same_client_id_takes_over()
    {
        await using RunningListener listener = new();
        using RawClient first = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        await first.SendAsync(PublishOne);
        MqttDelivery ofFirst = await listener.TakeAsync();
        using RawClient second = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        Assert.Equal("", await first.ReceiveUntilClosedAsync());
        await ofFirst.Acknowledge(Token); // Too late: it will come again. Nobody else is told of it.
        await second.SendAsync(PublishTwo);
        await listener.TakeAndAcknowledgeAsync();
        Assert.Equal("40020002", await second.ReceiveAsync(4));
        Assert.True(listener.Log.Has("two sensors share one client id"));
    }

    [Fact] // [MQTT-3.1.2-24]
    public async Task A_client_that_falls_silent_is_disconnected_after_one_and_a_half_keep_alives()
    {
        ManualClock clock = new();
        await using RunningListener listener = new(clock: clock);
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1", keepAlive: 10);
        await client.SendAsync("C0 00");
        await client.ReceiveAsync(2);
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(14.9));
        await client.SendAsync("C0 00");
        Assert.Equal("D000", await client.ReceiveAsync(2));
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("", await client.ReceiveUntilClosedAsync());
        Assert.True(listener.Log.Has("Nothing was heard for 15 s [MQTT-3.1.2-24]"));
    }

    [Fact]
    public async Task Who_does_not_say_connect_in_time_is_disconnected()
    {
        ManualClock clock = new();
        await using RunningListener listener = new(clock: clock);
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint);
        await client.SendAsync("10 10 0004 4D51");
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("", await client.ReceiveUntilClosedAsync());
    }

    [Fact] // [MQTT-3.8.4-1], 3.9.3
    public async Task A_subscription_is_answered_with_failure_and_the_connection_goes_on()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "app");
        await client.SendAsync("82 0C 0005 0003 612F2B 01 0001 62 00");
        Assert.Equal("900400058080", await client.ReceiveAsync(6));
        await client.SendAsync("A2 05 0006 0001 61");
        Assert.Equal("B0020006", await client.ReceiveAsync(4));
    }

    [Fact]
    public async Task A_client_that_leaves_is_let_go_without_a_warning()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        await client.SendAsync("E0 00");
        Assert.Equal("", await client.ReceiveUntilClosedAsync());
        Assert.DoesNotContain(listener.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("30 FF FF FF 7F", "(largestPacketBytes)")]
    [InlineData("36 05 0001 61 0001", "[MQTT-3.3.1-4]")]
    [InlineData("10 10 0004 4D515454 04 02 003C 0004 66726467", "[MQTT-3.1.0-2]")]
    [InlineData("20 02 00 00", "[MQTT 4.8]")]
    [InlineData("DE 00", "[MQTT-2.2.2-2]")]
    public async Task What_one_client_does_wrong_ends_its_connection_and_no_other(string hex, string reason)
    {
        await using RunningListener listener = new();
        using RawClient good = await RawClient.ConnectAsync(listener.EndPoint, "good");
        using RawClient bad = await RawClient.ConnectAsync(listener.EndPoint, "bad");
        await bad.SendAsync(hex);
        Assert.Equal("", await bad.ReceiveUntilClosedAsync());
        await Eventually.HoldsAsync(() => listener.Log.Has(reason), $"the log says {reason}", Token);
        await good.SendAsync(PublishOne);
        await listener.TakeAndAcknowledgeAsync();
        Assert.Equal("40020001", await good.ReceiveAsync(4));
    }

    [Theory]
    [InlineData("474554202F20485454502F312E310D0A0D0A")] // GET / HTTP/1.1
    [InlineData("16 03 01 02 00 01 00 01 FC 03 03")] // A TLS client.
    [InlineData("32 08 0003 742F31 0001 34")] // [MQTT-3.1.0-1]
    public async Task Who_begins_with_anything_but_connect_is_disconnected(string hex)
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint);
        await client.SendAsync(hex);
        Assert.Equal("", await client.ReceiveUntilClosedAsync());
    }

    [Fact] // [MQTT-3.1.2-2]
    public async Task A_client_of_another_protocol_level_is_told_so()
    {
        await using RunningListener listener = new();
        Assert.Equal("20030084", await FirstAnswerAsync(listener, "10 11 0004 4D515454 05 02 003C 00 0004 66726467"));
        await Eventually.HoldsAsync(() => listener.Log.Has("asks for MQTT 5"), "the log says MQTT 5", Token);
        Assert.Equal("20020001", await FirstAnswerAsync(listener, "10 12 0006 4D5149736470 03 02 003C 0004 66726467"));
    }

    [Fact] // Ids that a log line would show alike: one may not take the other's place.
    public async Task Client_ids_are_told_apart_to_the_last_letter()
    {
        await using RunningListener listener = new();
        using RawClient ice = await RawClient.ConnectAsync(listener.EndPoint, "\U0001F9CA");
        using RawClient fire = await RawClient.ConnectAsync(listener.EndPoint, "\U0001F525");
        await ice.SendAsync(PublishOne);
        Assert.Equal("\U0001F9CA", (await listener.TakeAndAcknowledgeAsync()).ClientId);
        Assert.Equal("40020001", await ice.ReceiveAsync(4));
    }

    [Fact] // G10
    public async Task Hundreds_of_clients_that_talk_nonsense_leave_the_others_unharmed()
    {
        await using RunningListener listener = new();
        using RawClient good = await RawClient.ConnectAsync(listener.EndPoint, "good");
        Random random = new(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] nonsense = new byte[random.Next(1, 400)];
            random.NextBytes(nonsense);
            using RawClient bad = await RawClient.ConnectAsync(listener.EndPoint);
            await bad.SendAsync(i % 2 == 0 ? nonsense : [.. Wire.Bytes(ConnectFrdg(clean: true)), .. nonsense]);
        }

        await good.SendAsync(PublishOne);
        MqttDelivery delivery = await listener.TakeAndAcknowledgeAsync();
        while (delivery.ClientId != "good")
        {
            delivery = await listener.TakeAndAcknowledgeAsync(); // Nonsense may be a message by chance.
        }

        Assert.Equal("40020001", await good.ReceiveAsync(4));
    }

    [Fact]
    public async Task A_client_beyond_the_limit_is_turned_away()
    {
        await using RunningListener listener = new(new MqttListenerSettings
        {
            EndPoint = RunningListener.Anywhere,
            AllowsAnonymous = true,
            MostConnections = 1,
        });
        using RawClient first = await RawClient.ConnectAsync(listener.EndPoint, "one");
        using RawClient second = await RawClient.ConnectAsync(listener.EndPoint);
        Assert.Equal("", await second.ReceiveUntilClosedAsync());
        Assert.True(listener.Log.Has("1 are connected (mostConnections)"));
    }

    [Fact]
    public async Task A_sensor_faster_than_the_disk_has_to_wait_and_loses_nothing()
    {
        await using RunningListener listener = new(new MqttListenerSettings
        {
            EndPoint = RunningListener.Anywhere,
            AllowsAnonymous = true,
            MostInFlight = 3,
        });
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "fridge-1");
        for (int id = 1; id <= 10; id++)
        {
            await client.SendAsync($"32 08 0003 742F31 {id:X4} 34");
        }

        MqttDelivery[] firstThree = [await listener.TakeAsync(), await listener.TakeAsync(), await listener.TakeAsync()];
        Assert.Equal(0, listener.Waiting);
        foreach (MqttDelivery delivery in firstThree)
        {
            await delivery.Acknowledge(Token);
        }

        for (int id = 4; id <= 10; id++)
        {
            Assert.Equal(id, (await listener.TakeAndAcknowledgeAsync()).Message.PacketId);
        }

        Assert.EndsWith("4002000A", await client.ReceiveAsync(40), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_taken_is_a_fault_that_says_what_to_do()
    {
        using MqttListener first = Start(port: 0).Listener!;
        (MqttListener? second, MqttFault? fault) = Start(first.EndPoint.Port);
        Assert.Null(second);
        Assert.Contains("Is another program on that port", fault?.Message, StringComparison.Ordinal);
    }

    private static (MqttListener? Listener, MqttFault? Fault) Start(int port) => MqttListener.Start(
        new MqttListenerSettings { EndPoint = new(System.Net.IPAddress.Loopback, port) },
        new MqttOutlet([]),
        TimeProvider.System,
        new CollectingLog<MqttListener>());

    private static string ConnectFrdg(bool clean) => $"10 10 0004 4D515454 04 0{(clean ? 2 : 0)} 003C 0004 66726467";

    private static async Task<string> FirstAnswerAsync(RunningListener listener, string hex)
    {
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint);
        await client.SendAsync(hex);
        return await client.ReceiveAsync(4);
    }

    private static string Text(MqttDelivery delivery) => Encoding.UTF8.GetString(delivery.Message.Payload.Span);
}
