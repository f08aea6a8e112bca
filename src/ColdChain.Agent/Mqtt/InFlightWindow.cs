using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt;

/// <summary>The QoS 1 and 2 messages of one connection that came and are not acknowledged yet: at most so many, released in order.</summary>
/// <remarks>
/// [MQTT-4.6.0-2, MQTT-4.6.0-3] want PUBACKs and PUBRECs in the order of the PUBLISHes, whatever order the consumer finishes
/// in; so a finished message waits here for those before it. The bound is what keeps a fast sensor from filling the memory: when it is
/// reached, the connection is not read until the disk has caught up.
/// </remarks>
public sealed class InFlightWindow : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Entry> _entries = new();
    private readonly SemaphoreSlim _room;
    private readonly Func<MqttPacket, bool> _send;
    private bool _isClosed;

    /// <param name="most">Messages that may be in flight; at least 1.</param>
    /// <param name="send">Sends one acknowledgement without waiting; false closes the window: the other side does not read.</param>
    public InFlightWindow(int most, Func<MqttPacket, bool> send)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _room = new SemaphoreSlim(most, most);
        _send = send;
    }

    /// <summary>Messages that came and were not acknowledged yet.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Takes a message in, waiting for room, and gives what acknowledges it.</summary>
    public async ValueTask<Func<CancellationToken, ValueTask>> EnterAsync(PublishPacket message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        await _room.WaitAsync(cancellationToken);
        Entry entry = new(message.Quality == DeliveryQuality.ExactlyOnce ? new PubRecPacket(message.PacketId) : new PubAckPacket(message.PacketId));
        lock (_lock)
        {
            _entries.Enqueue(entry);
        }

        return _ => Finish(entry);
    }

    /// <summary>The connection is gone: nothing is sent from now on.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _entries.Clear();
        }

        _room.Dispose();
    }

    private ValueTask Finish(Entry entry)
    {
        lock (_lock)
        {
            entry.IsFinished = true;
            while (!_isClosed && _entries.TryPeek(out Entry? first) && first.IsFinished)
            {
                _entries.Dequeue();
                _isClosed = !_send(first.Answer);
                _room.Release();
            }
        }

        return ValueTask.CompletedTask;
    }

    private sealed class Entry(MqttPacket answer)
    {
        public MqttPacket Answer => answer;

        public bool IsFinished { get; set; }
    }
}
