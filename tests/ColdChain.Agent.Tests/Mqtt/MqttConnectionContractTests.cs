using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Connecting;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>What every <see cref="IMqttConnection"/> does; runs on the one that was built.</summary>
public sealed class MqttConnectionContractTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_is_kept_delivers_what_came_while_we_were_away()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using (Subscriber first = Subscriber.At(broker.Port))
        {
            await first.IsSubscribedAsync();
        }

        for (int i = 0; i < 30; i++)
        {
            await broker.PublishAsync("fridge/1", $"4.{i}");
        }

        await using Subscriber second = Subscriber.At(broker.Port);
        for (int i = 0; i < 30; i++)
        {
            MqttDelivery delivery = await second.NextMessageAsync();
            Assert.Equal(("agent", "fridge/1", $"4.{i}"), (delivery.ClientId, delivery.Message.Topic, Subscriber.Text(delivery)));
            await delivery.Acknowledge(Token);
        }
    }

    [Fact] // G1
    public async Task A_message_that_was_not_acknowledged_before_a_crash_comes_again_with_dup()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        ushort packetId;
        await using (Subscriber first = Subscriber.At(broker.Port))
        {
            await first.IsSubscribedAsync();
            await broker.PublishAsync("fridge/1", "4.1");
            await broker.PublishAsync("fridge/2", "4.2");
            await (await first.NextMessageAsync()).Acknowledge(Token);
            MqttDelivery unacknowledged = await first.NextMessageAsync();
            Assert.False(unacknowledged.Message.IsRedelivery);
            packetId = unacknowledged.Message.PacketId;
        }

        await using Subscriber second = Subscriber.At(broker.Port);
        MqttDelivery again = await second.NextMessageAsync();
        Assert.Equal(("4.2", true, packetId), (Subscriber.Text(again), again.Message.IsRedelivery, again.Message.PacketId));
        await again.Acknowledge(Token);
        await broker.PublishAsync("fridge/3", "4.3");
        Assert.Equal("4.3", Subscriber.Text(await second.NextMessageAsync())); // And the acknowledged one did not.
    }

    [Fact]
    public async Task A_retained_message_says_that_it_is_one()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await broker.PublishAsync("fridge/1", "4.1", "-r");
        await using Subscriber subscriber = Subscriber.At(broker.Port);
        Assert.True((await subscriber.NextMessageAsync()).Message.IsRetained);
    }

    [Fact]
    public async Task A_wrong_password_ends_the_attempt_and_says_what_to_correct()
    {
        await using Mosquitto broker = await Mosquitto.StartWithPasswordAsync();
        await using (Subscriber wrong = Subscriber.At(broker.Port, settings => settings with { UserName = "agent", Password = "wrong" }))
        {
            MqttFault fault = await wrong.EndAsync();
            Assert.Equal(MqttFaultKind.ConnectionRefused, fault.Kind);
            Assert.Contains("correct user and password", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong\"", fault.Message, StringComparison.Ordinal);
        }

        await using Subscriber right = Subscriber.At(broker.Port, settings => settings with { UserName = "agent", Password = "right" });
        await right.IsSubscribedAsync();
    }

    [Fact]
    public async Task A_topic_that_may_not_be_read_is_named_and_the_others_are_read()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Subscriber.At(broker.Port, settings => settings with { Filters = ["fridge/+", "secret"] });
        await broker.AcceptAsync();
        await broker.SayAsync("20 02 00 00");
        string id = (await broker.ReadPacketAsync())[4..8];
        await broker.SayAsync($"90 04 {id} 01 80");
        Assert.Equal(["secret"], Assert.IsType<MqttArrival.Subscribed>(await subscriber.NextAsync()).Refused);
    }

    [Fact]
    public async Task A_broker_that_lets_nothing_be_read_ends_the_attempt()
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Subscriber.At(broker.Port);
        await broker.AcceptAsync();
        await broker.SayAsync("20 02 00 00");
        string id = (await broker.ReadPacketAsync())[4..8];
        await broker.SayAsync($"90 03 {id} 80");
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(MqttFaultKind.SubscriptionRefused, fault.Kind);
        Assert.Contains("fridge/+ (SUBACK 0x80)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_broker_is_the_attempt_ends()
    {
        await using Subscriber subscriber = Subscriber.At(FreePort.Next());
        MqttFault fault = await subscriber.EndAsync();
        Assert.Equal(MqttFaultKind.Unreachable, fault.Kind);
        Assert.Contains("Is it running, and are host and port right?", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("485454502F312E3120343030204261642052657175657374")] // HTTP/1.1 400 Bad Request
    [InlineData("20 FF FF FF 7F 00 00")]
    [InlineData("20 FF FF FF FF FF")]
    [InlineData("00 00 00 00")]
    [InlineData("D0 00")]
    public async Task Garbage_instead_of_a_broker_ends_the_attempt(string hex)
    {
        await using ScriptedBroker broker = new();
        await using Subscriber subscriber = Subscriber.At(broker.Port);
        await broker.AcceptAsync();
        await broker.SayAsync(hex);
        Assert.NotEmpty((await subscriber.EndAsync()).Message);
    }

    [Fact]
    public async Task A_broker_that_dies_ends_the_connection()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using Subscriber subscriber = Subscriber.At(broker.Port);
        await subscriber.IsSubscribedAsync();
        await broker.KillAsync();
        Assert.Equal(MqttFaultKind.ConnectionLost, (await subscriber.EndAsync()).Kind);
    }

    [Fact]
    public async Task Acknowledging_after_the_connection_ended_does_no_harm()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using Subscriber subscriber = Subscriber.At(broker.Port);
        await subscriber.IsSubscribedAsync();
        await broker.PublishAsync("fridge/1", "4.1");
        MqttDelivery delivery = await subscriber.NextMessageAsync();
        await broker.KillAsync();
        await subscriber.EndAsync();
        await delivery.Acknowledge(Token);
    }
}
