using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>QoS 2 without a state of its own: the journal's redelivery window is what makes it exactly once.</summary>
public sealed class ListenerQos2Tests : IDisposable
{
    private const string Publish = "34 09 0003 742F31 0007 342E";
    private const string PublishAgain = "3C 09 0003 742F31 0007 342E";

    private readonly TemporaryDirectory _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact] // [MQTT-4.3.3-2]
    public async Task A_message_is_received_after_the_disk_and_completed_on_release()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "bridge");
        await client.SendAsync(Publish);
        MqttDelivery delivery = await listener.TakeAsync();
        await client.SendAsync("C0 00");
        Assert.Equal("D000", await client.ReceiveAsync(2));
        Assert.True(client.HasHeardNothing);
        await delivery.Acknowledge(Token);
        Assert.Equal("50020007", await client.ReceiveAsync(4));
        await client.SendAsync("62 02 0007");
        Assert.Equal("70020007", await client.ReceiveAsync(4));
    }

    [Fact] // A PUBCOMP that was lost: the client says PUBREL on its next connection, perhaps after our restart.
    public async Task A_release_of_what_nobody_remembers_is_completed()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "bridge", isCleanSession: false);
        await client.SendAsync("62 02 0009");
        Assert.Equal("70020009", await client.ReceiveAsync(4));
    }

    [Fact] // [MQTT-4.6.0-2, MQTT-4.6.0-3]
    public async Task Answers_of_both_qualities_keep_the_order_of_the_messages()
    {
        await using RunningListener listener = new();
        using RawClient client = await RawClient.ConnectAsync(listener.EndPoint, "bridge");
        await client.SendAsync($"{Publish} 32 08 0003 742F31 0008 34");
        MqttDelivery second = await listener.TakeAsync();
        MqttDelivery first = await listener.TakeAsync();
        await first.Acknowledge(Token);
        await second.Acknowledge(Token);
        Assert.Equal("5002000740020008", await client.ReceiveAsync(8));
    }

    [Fact] // G2: the PUBREC is lost, and the agent starts anew before the client says it again.
    public async Task A_message_whose_answer_was_lost_is_stored_once_over_a_restart()
    {
        Assert.Equal(1, await StoreAsync(Publish));
        Assert.Equal(1, await StoreAsync(PublishAgain));
        Assert.Equal(2, await StoreAsync(Publish)); // Without DUP it is another message under an id that is free again.
    }

    /// <summary>A whole agent's intake for one message; how many entries wait when it has been answered.</summary>
    private async Task<long> StoreAsync(string publish)
    {
        int port = FreePort.Next();
        MqttListenerOptions options = new()
        {
            Port = port,
            AllowAnonymous = true,
            Topics = [new MqttTopicOptions { Topic = "t/+", Sensor = "gaochuan/f/{1}", Format = "number" }],
        };
        CollectingLog<MqttListenerSource> log = new();
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = _folder.FullPath }, TimeProvider.System, NullLogger.Instance);
        using CancellationTokenSource stop = new();
        Task running = new ReadingIntake(buffer, TimeProvider.System, new(), NullLogger.Instance)
            .RunAsync([new MqttListenerSource(options, TimeProvider.System, log)], stop.Token);
        await Eventually.HoldsAsync(() => log.Has("sensors can publish"), "it listens", Token);
        using (RawClient client = await RawClient.ConnectAsync(new(System.Net.IPAddress.Loopback, port), "bridge", isCleanSession: false))
        {
            await client.SendAsync(publish);
            Assert.Equal("50020007", await client.ReceiveAsync(4));
        }

        await stop.CancelAsync();
        await running;
        return await buffer.CountAsync(Token);
    }
}
