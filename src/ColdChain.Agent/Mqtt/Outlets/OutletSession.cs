using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Outlets;

/// <summary>What one client has subscribed to and has been sent; outlives its connection when the client keeps a session.</summary>
/// <remarks>Only <see cref="MqttOutlet"/> touches it, under its lock.</remarks>
internal sealed class OutletSession
{
    private readonly Dictionary<string, Subscribed> _subscriptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sent> _sent = new(StringComparer.Ordinal);
    private ushort _lastId;

    /// <summary>Queues a packet on the connection, without waiting. Null while the client is away.</summary>
    public Func<MqttPacket, bool>? Send { get; set; }

    public int Subscriptions => _subscriptions.Count;

    public void Add(TopicFilter filter, DeliveryQuality quality) => _subscriptions[filter.Text] = new Subscribed(filter, quality);

    public void Remove(string filter) => _subscriptions.Remove(filter);

    public bool Has(string filter) => _subscriptions.ContainsKey(filter);

    /// <summary>The best quality among the subscriptions that the topic matches; null when there is none.</summary>
    public DeliveryQuality? QualityOf(string topic)
    {
        DeliveryQuality? best = null;
        foreach (Subscribed one in _subscriptions.Values)
        {
            best = one.Filter.TryMatch(topic, out _) && (best is null || one.Quality > best) ? one.Quality : best;
        }

        return best;
    }

    public bool HasConfirmed(string topic, long version) =>
        _sent.TryGetValue(topic, out Sent? sent) && sent.Version == version && sent.IsConfirmed;

    /// <summary>Sends a state.</summary>
    /// <param name="state">Its topic and payload.</param>
    /// <param name="version">Tells it from others of the topic.</param>
    /// <param name="quality">As granted.</param>
    /// <param name="isResumed">
    /// On a new connection: what went out before and was not confirmed goes again under its packet id, with DUP [MQTT-4.4.0-1].
    /// </param>
    public void Tell(PublishPacket state, long version, DeliveryQuality quality, bool isResumed)
    {
        Sent? before = isResumed ? _sent.GetValueOrDefault(state.Topic) : null;
        bool isAgain = before is { IsConfirmed: false, PacketId: > 0 } && before.Version == version;
        bool isCounted = quality != DeliveryQuality.AtMostOnce;
        ushort id = !isCounted ? (ushort)0 : isAgain ? before!.PacketId : NextId();
        _sent[state.Topic] = new Sent(version, id, IsConfirmed: !isCounted);
        Send?.Invoke(state with { Quality = quality, PacketId = id, IsRedelivery = isAgain && isCounted });
    }

    /// <summary>A PUBACK; one for a state that has been replaced means nothing any more.</summary>
    public void Confirm(ushort packetId)
    {
        foreach ((string topic, Sent sent) in _sent)
        {
            if (sent.PacketId == packetId)
            {
                _sent[topic] = sent with { IsConfirmed = true };
                return;
            }
        }
    }

    private ushort NextId()
    {
        do
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        }
        while (_sent.Values.Any(sent => !sent.IsConfirmed && sent.PacketId == _lastId)); // [MQTT-2.3.1-4]

        return _lastId;
    }

    private sealed record Subscribed(TopicFilter Filter, DeliveryQuality Quality);

    private sealed record Sent(long Version, ushort PacketId, bool IsConfirmed);
}
