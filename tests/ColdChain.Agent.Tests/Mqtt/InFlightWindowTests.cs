using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Packets;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class InFlightWindowTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // [MQTT-4.6.0-2]
    public void Whatever_order_messages_are_finished_in_they_are_released_in_the_order_they_came() =>
        Prop.ForAll(
            Gen.Choose(1, 50).SelectMany(count => Gen.Shuffle(Enumerable.Range(1, count))).ToArbitrary(),
            order =>
            {
                List<ushort> sent = [];
                using InFlightWindow window = new(order.Length, answer =>
                {
                    sent.Add(((PubAckPacket)answer).PacketId);
                    return true;
                });
                Func<CancellationToken, ValueTask>[] finish =
                    [.. Enumerable.Range(1, order.Length).Select(id => Enter(window, (ushort)id))];
                foreach (int id in order)
                {
                    finish[id - 1](CancellationToken.None).AsTask().Wait();
                }

                return window.Count == 0 && sent.SequenceEqual(Enumerable.Range(1, order.Length).Select(id => (ushort)id));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_full_window_waits_until_a_message_is_finished()
    {
        using InFlightWindow window = new(1, _ => true);
        Func<CancellationToken, ValueTask> finish = Enter(window, 1);
        Task<Func<CancellationToken, ValueTask>> second = window.EnterAsync(Message(2), Token).AsTask();
        Assert.False(second.IsCompleted);
        await finish(Token);
        await second;
    }

    [Fact]
    public async Task A_connection_that_takes_no_more_is_told_nothing_further()
    {
        List<ushort> sent = [];
        using InFlightWindow window = new(3, answer =>
        {
            sent.Add(((PubAckPacket)answer).PacketId);
            return false;
        });
        foreach (Func<CancellationToken, ValueTask> finish in new[] { Enter(window, 1), Enter(window, 2) })
        {
            await finish(Token);
        }

        Assert.Equal([1], sent);
    }

    [Fact]
    public async Task Finishing_after_the_end_of_the_connection_does_nothing()
    {
        List<ushort> sent = [];
        InFlightWindow window = new(3, answer =>
        {
            sent.Add(((PubAckPacket)answer).PacketId);
            return true;
        });
        Func<CancellationToken, ValueTask> finish = Enter(window, 1);
        window.Dispose();
        await finish(Token);
        Assert.Empty(sent);
    }

    private static Func<CancellationToken, ValueTask> Enter(InFlightWindow window, ushort id)
    {
        Task<Func<CancellationToken, ValueTask>> entered = window.EnterAsync(Message(id), CancellationToken.None).AsTask();
        Assert.True(entered.IsCompletedSuccessfully);
        return entered.Result;
    }

    private static PublishPacket Message(ushort id) =>
        new() { Topic = "t", Payload = default, Quality = DeliveryQuality.AtLeastOnce, PacketId = id };
}
