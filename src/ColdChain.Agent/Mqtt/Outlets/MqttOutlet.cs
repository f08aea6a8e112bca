using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Outlets;

/// <summary>The states that a listener's clients may subscribe to, and who has.</summary>
/// <remarks>Lives as long as its source: a listener that is started again finds the states as they were.</remarks>
public sealed class MqttOutlet : IMqttOutlet
{
    /// <summary>A siren needs one, a display a few.</summary>
    private const int MostSubscriptions = 16;

    private readonly Lock _lock = new();
    private readonly TopicFilter[] _allowed;
    private readonly Dictionary<string, State> _states = new(StringComparer.Ordinal);
    private readonly HashSet<OutletSession> _sessions = [];
    private long _version;

    /// <param name="allowed">The topic filters within which clients may subscribe. None: nobody may.</param>
    /// <exception cref="ArgumentException">One is no topic filter.</exception>
    public MqttOutlet(IEnumerable<string> allowed) => _allowed = [.. allowed.Select(text =>
        TopicFilter.TryParse(text, out TopicFilter? filter) ? filter : throw new ArgumentException(text, nameof(allowed)))];

    public int Publish(string topic, ReadOnlyMemory<byte> payload)
    {
        PublishPacket packet = new() { Topic = topic, Payload = payload, Quality = DeliveryQuality.AtLeastOnce };
        lock (_lock)
        {
            State state = new(packet with { IsRetained = true }, ++_version);
            _states[topic] = state;
            int told = 0;
            foreach (OutletSession session in _sessions)
            {
                if (session is { Send: not null } && session.QualityOf(topic) is { } quality)
                {
                    session.Tell(packet, state.Version, quality, isResumed: false);
                    told++;
                }
            }

            return told;
        }
    }

    public int Confirmations(string topic)
    {
        lock (_lock)
        {
            return _states.TryGetValue(topic, out State? state)
                ? _sessions.Count(session => session.HasConfirmed(topic, state.Version))
                : 0;
        }
    }

    /// <summary>
    /// The client is connected: with a session that it kept it hears at once what is so now, also what it has confirmed before,
    /// for it may have been switched off since and forgotten.
    /// </summary>
    internal void Attach(OutletSession session, Func<MqttPacket, bool> send)
    {
        lock (_lock)
        {
            session.Send = send;
            _sessions.Add(session);
            foreach (State state in _states.Values)
            {
                if (session.QualityOf(state.Packet.Topic) is { } quality)
                {
                    session.Tell(state.Packet, state.Version, quality, isResumed: true);
                }
            }
        }
    }

    /// <summary>The connection is over; nothing happens when another has taken the session.</summary>
    internal void Detach(OutletSession session, Func<MqttPacket, bool> send, bool isKept)
    {
        lock (_lock)
        {
            session.Send = ReferenceEquals(session.Send, send) ? null : session.Send;
            _ = (isKept && session.Subscriptions > 0) || session.Send is not null || _sessions.Remove(session);
        }
    }

    /// <summary>What each subscription is granted: QoS 1 at most, or null (0x80) for what may not be read here.</summary>
    internal IReadOnlyList<DeliveryQuality?> Subscribe(OutletSession session, IReadOnlyList<Subscription> wanted)
    {
        DeliveryQuality?[] granted = new DeliveryQuality?[wanted.Count];
        lock (_lock)
        {
            for (int i = 0; i < wanted.Count; i++)
            {
                if (TopicFilter.TryParse(wanted[i].Filter, out TopicFilter? filter)
                    && _allowed.Any(allowed => allowed.Covers(filter))
                    && (session.Subscriptions < MostSubscriptions || session.Has(filter.Text)))
                {
                    granted[i] = wanted[i].Quality == DeliveryQuality.AtMostOnce ? DeliveryQuality.AtMostOnce : DeliveryQuality.AtLeastOnce;
                    session.Add(filter, granted[i]!.Value);
                }
            }
        }

        return granted;
    }

    /// <summary>The present states of what was just granted, marked as retained [MQTT-3.3.1-8].</summary>
    internal void TellRetained(OutletSession session, IReadOnlyList<Subscription> wanted, IReadOnlyList<DeliveryQuality?> granted)
    {
        lock (_lock)
        {
            for (int i = 0; i < wanted.Count; i++)
            {
                if (granted[i] is not { } quality || !TopicFilter.TryParse(wanted[i].Filter, out TopicFilter? filter))
                {
                    continue;
                }

                foreach (State state in _states.Values.Where(state => filter.TryMatch(state.Packet.Topic, out _)))
                {
                    session.Tell(state.Packet, state.Version, quality, isResumed: false);
                }
            }
        }
    }

    internal void Unsubscribe(OutletSession session, IReadOnlyList<string> filters)
    {
        lock (_lock)
        {
            foreach (string filter in filters)
            {
                session.Remove(filter);
            }
        }
    }

    internal void Confirm(OutletSession session, ushort packetId)
    {
        lock (_lock)
        {
            session.Confirm(packetId);
        }
    }

    private sealed record State(PublishPacket Packet, long Version);
}
