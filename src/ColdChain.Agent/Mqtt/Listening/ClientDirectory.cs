using ColdChain.Agent.Mqtt.Outlets;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>Which connection speaks for which client id now, and which ids have a session to come back to.</summary>
/// <remarks>
/// A session of ours is the knowledge that the client was here, and what it subscribed to. Told so (session present),
/// firmware keeps what it has in flight and sends it again instead of forgetting it. The memory of ids is bounded; a
/// forgotten id is told "no session", as after a restart. Thread-safe.
/// </remarks>
internal sealed class ClientDirectory(int mostSessions)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ListenerConnection> _connected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutletSession> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestSessions = new();

    /// <summary>Makes the connection the one of its client id.</summary>
    /// <param name="clientId">As the client gave it, or as it was given to it.</param>
    /// <param name="connection">The new one.</param>
    /// <param name="isCleanSession">The client starts anew.</param>
    /// <param name="previous">The connection that had this id: to be closed [MQTT-3.1.4-2].</param>
    /// <returns>The session, and whether it was there before.</returns>
    public (OutletSession Session, bool IsPresent) Enter(
        string clientId, ListenerConnection connection, bool isCleanSession, out ListenerConnection? previous)
    {
        lock (_lock)
        {
            _connected.Remove(clientId, out previous);
            _connected.Add(clientId, connection);
            if (isCleanSession)
            {
                _sessions.Remove(clientId);
                return (new OutletSession(), false);
            }

            if (_sessions.TryGetValue(clientId, out OutletSession? kept))
            {
                return (kept, true);
            }

            OutletSession session = new();
            _sessions.Add(clientId, session);
            _oldestSessions.Enqueue(clientId);
            Forget_NeedsLock();
            return (session, false);
        }
    }

    /// <summary>The connection is over; nothing happens when another has taken its id.</summary>
    public void Leave(string clientId, ListenerConnection connection)
    {
        lock (_lock)
        {
            if (_connected.TryGetValue(clientId, out ListenerConnection? current) && ReferenceEquals(current, connection))
            {
                _connected.Remove(clientId);
            }
        }
    }

    private void Forget_NeedsLock()
    {
        while (_oldestSessions.Count > mostSessions)
        {
            _sessions.Remove(_oldestSessions.Dequeue());
        }
    }
}
