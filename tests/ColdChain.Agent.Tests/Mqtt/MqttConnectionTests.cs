using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Connecting;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Our own client byte by byte, against a broker that does what a test wants.</summary>
public sealed class MqttConnectionTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_connects_with_a_session_and_subscribes_with_qos_1()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptSubscriberAsync();
        await subscriber.IsSubscribedAsync();
    }

    [Fact]
    public async Task Messages_of_the_session_may_come_before_the_suback()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptAsync();
        await broker.SayAsync("20 02 01 00 3A 09 0004 662F3162 0007 34");
        await broker.ReadPacketAsync();
        MqttDelivery delivery = Assert.IsType<MqttArrival.Message>(await subscriber.NextAsync()).Delivery;
        await broker.SayAsync("90 03 0001 01");
        await subscriber.IsSubscribedAsync();
        await delivery.Acknowledge(Token);
        Assert.Equal("40020007", await broker.ReadPacketAsync());
    }

    [Fact]
    public async Task It_pings_after_two_thirds_of_a_keep_alive_and_leaves_with_disconnect()
    {
        await using ScriptedBroker broker = new();
        await using (Subscriber subscriber = Connect(broker))
        {
            await broker.AcceptSubscriberAsync();
            await subscriber.IsSubscribedAsync();
            _clock.Advance(TimeSpan.FromSeconds(20));
            Assert.Equal("C000", await broker.ReadPacketAsync());
            await broker.SayAsync("D0 00");
        }

        Assert.Equal("E000", await broker.ReadPacketAsync());
    }

    [Fact] // A line that died without a word: TCP would notice after many minutes.
    public async Task A_broker_that_answers_no_ping_is_given_up()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptSubscriberAsync();
        await subscriber.IsSubscribedAsync();
        await _clock.WaitForTimersAsync(2, Token);
        _clock.Advance(TimeSpan.FromSeconds(41));
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(MqttFaultKind.Silent, fault.Kind);
        Assert.Contains("Nothing was heard for 40 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_connect_is_given_up()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptAsync();
        await _clock.WaitForTimersAsync(2, Token);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("did not answer the CONNECT", (await subscriber.EndAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_subscribe_is_given_up()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptAsync();
        await broker.SayAsync("20 02 00 00");
        await broker.ReadPacketAsync();
        await _clock.WaitForTimersAsync(2, Token);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await broker.SayAsync("30 06 0003 742F31 34");
        Assert.IsType<MqttArrival.Message>(await subscriber.NextAsync());
        Assert.Contains("did not answer the SUBSCRIBE", (await subscriber.EndAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("36 08 0003 742F31 0001 34", MqttFaultKind.Malformed, "[MQTT-3.3.1-4]")]
    [InlineData("30 FF FF FF 7F", MqttFaultKind.TooLarge, "(largestPacketBytes)")]
    [InlineData("82 06 0001 0001 61 00", MqttFaultKind.Malformed, "[MQTT 4.8]")]
    [InlineData("90 03 0002 01", MqttFaultKind.Malformed, "[MQTT-3.8.4-2, MQTT-3.8.4-5]")]
    public async Task What_a_broker_may_not_send_ends_the_connection_with_the_clause(string hex, MqttFaultKind kind, string clause)
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptSubscriberAsync();
        await broker.SayAsync(hex);
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(kind, fault.Kind);
        Assert.EndsWith($"{clause}.", fault.Message, StringComparison.Ordinal);
    }

    [Fact] // [MQTT-4.3.3-2]
    public async Task A_message_of_qos_2_out_of_an_old_session_is_owned_after_the_disk_and_released()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptSubscriberAsync();
        await broker.SayAsync("34 08 0003 742F31 0007 34");
        MqttDelivery delivery = await subscriber.NextMessageAsync();
        await delivery.Acknowledge(Token);
        Assert.Equal("50020007", await broker.ReadPacketAsync());
        await broker.SayAsync("62 02 0007");
        Assert.Equal("70020007", await broker.ReadPacketAsync());
    }

    [Theory]
    [InlineData(1, "does not speak MQTT 3.1.1")]
    [InlineData(2, "change clientId")]
    [InlineData(3, "not available now")]
    [InlineData(4, "correct user and password")]
    [InlineData(5, "may not connect")]
    public async Task Each_refusal_says_what_to_do(int code, string what)
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Connect(broker);
        await broker.AcceptAsync();
        await broker.SayAsync($"20 02 00 0{code}");
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(MqttFaultKind.ConnectionRefused, fault.Kind);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    private Subscriber Connect(ScriptedBroker broker) =>
        new(new MqttConnection(Subscriber.Settings(broker.Port), _clock, new CollectingLog<MqttConnection>()));
}
