namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>Which connection speaks for which client id now, and which ids have a session to come back to.</summary>
/// <remarks>
/// A session of ours is only the knowledge that the client was here: there are no subscriptions and no messages to
/// it. Told so (session present), firmware keeps what it has in flight and sends it again instead of forgetting it.
/// The memory of ids is bounded; a forgotten id is told "no session", as after a restart. Thread-safe.
/// </remarks>
internal sealed class ClientDirectory(int mostSessions)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ListenerConnection> _connected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestSessions = new();

    /// <summary>Makes the connection the one of its client id.</summary>
    /// <param name="clientId">As the client gave it, or as it was given to it.</param>
    /// <param name="connection">The new one.</param>
    /// <param name="isCleanSession">The client starts anew.</param>
    /// <param name="previous">The connection that had this id: to be closed [MQTT-3.1.4-2].</param>
    /// <returns>Whether a session is present.</returns>
    public bool Enter(string clientId, ListenerConnection connection, bool isCleanSession, out ListenerConnection? previous)
    {
        lock (_lock)
        {
            _connected.Remove(clientId, out previous);
            _connected.Add(clientId, connection);
            if (isCleanSession)
            {
                _sessions.Remove(clientId);
                return false;
            }

            bool isPresent = !_sessions.Add(clientId);
            if (!isPresent)
            {
                _oldestSessions.Enqueue(clientId);
                Forget_NeedsLock();
            }

            return isPresent;
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
