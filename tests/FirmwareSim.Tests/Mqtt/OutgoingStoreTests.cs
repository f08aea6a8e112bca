using FirmwareSim.Mqtt;

namespace FirmwareSim.Tests.Mqtt;

public sealed class OutgoingStoreTests
{
    [Fact]
    public void Only_a_window_of_messages_is_in_flight()
    {
        OutgoingStore store = Filled(new OutgoingStore(limit: 10, window: 2, keepsSession: true), 3);

        Assert.Equal((1, 2), (store.TakeNext()!.Value.Message.PacketId, store.TakeNext()!.Value.Message.PacketId));
        Assert.Null(store.TakeNext());
        Assert.NotNull(store.Acknowledge(1));
        Assert.Equal(3, store.TakeNext()!.Value.Message.PacketId);
    }

    [Fact] // [MQTT-4.4.0-1], [MQTT-3.3.1-1]
    public void After_a_new_connection_the_same_id_goes_out_again_as_a_repetition()
    {
        OutgoingStore store = Filled(new OutgoingStore(10, 1, keepsSession: true), 1);
        Assert.False(store.TakeNext()!.Value.IsRepeat);

        store.BeginConnection();

        (OutgoingMessage message, bool isRepeat) = store.TakeNext()!.Value;
        Assert.Equal((1, true), (message.PacketId, isRepeat));
    }

    [Fact]
    public void With_a_clean_session_it_goes_out_as_a_new_message()
    {
        OutgoingStore store = Filled(new OutgoingStore(10, 1, keepsSession: false), 1);
        store.TakeNext();

        store.BeginConnection();

        (OutgoingMessage message, bool isRepeat) = store.TakeNext()!.Value;
        Assert.Equal((2, false), (message.PacketId, isRepeat));
    }

    [Fact]
    public void A_full_memory_drops_the_oldest_that_was_never_sent()
    {
        OutgoingStore store = Filled(new OutgoingStore(limit: 3, window: 1, keepsSession: true), 3);
        store.TakeNext();

        OutgoingMessage? dropped = store.Add(new OutgoingMessage(99, null, "x"));

        Assert.Equal(1, dropped!.MilliCelsius);
        Assert.Equal(3, store.Count);
    }

    [Fact] // [MQTT-2.3.1-1], [MQTT-2.3.1-2]
    public void Packet_ids_wrap_past_65535_without_0_and_without_one_in_flight()
    {
        OutgoingStore store = Filled(new OutgoingStore(limit: 10, window: 2, keepsSession: true), 1);
        Assert.Equal(1, store.TakeNext()!.Value.Message.PacketId);
        for (int id = 2; id <= ushort.MaxValue; id++)
        {
            store.Add(new OutgoingMessage(id, null, "x"));
            Assert.Equal(id, store.TakeNext()!.Value.Message.PacketId);
            Assert.NotNull(store.Acknowledge((ushort)id));
        }

        store.Add(new OutgoingMessage(0, null, "x"));
        Assert.Equal(2, store.TakeNext()!.Value.Message.PacketId);
    }

    private static OutgoingStore Filled(OutgoingStore store, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Null(store.Add(new OutgoingMessage(i, null, "x")));
        }

        return store;
    }
}
