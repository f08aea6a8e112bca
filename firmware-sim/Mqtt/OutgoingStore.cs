namespace FirmwareSim.Mqtt;

/// <summary>
/// The small memory of a sensor: messages in order, the first few of them in flight. Full, it drops the oldest that was never
/// sent, as real firmware does. Safe for several threads.
/// </summary>
internal sealed class OutgoingStore(int limit, int window, bool keepsSession)
{
    private readonly Lock _lock = new();
    private readonly List<OutgoingMessage> _messages = [];
    private ushort _lastPacketId;
    private TaskCompletionSource _changed = NewSignal();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Whether a message waits for its acknowledgement.</summary>
    public bool IsAnySent
    {
        get
        {
            lock (_lock)
            {
                return _messages.Exists(message => message.IsSent);
            }
        }
    }

    /// <summary>Completes at the next change; take it before looking.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Keeps the message; returns the one that had to go for it, if any.</summary>
    public OutgoingMessage? Add(OutgoingMessage message)
    {
        OutgoingMessage? dropped = null;
        lock (_lock)
        {
            if (_messages.Count >= limit && _messages.Find(old => old.PacketId == 0) is { } oldest)
            {
                _messages.Remove(oldest);
                dropped = oldest;
            }

            _messages.Add(message);
            SignalChange_NeedsLock();
        }

        return dropped;
    }

    /// <summary>A new connection: whatever was in flight is to be sent again, in the old order [MQTT-4.6.0-1].</summary>
    public void BeginConnection()
    {
        lock (_lock)
        {
            foreach (OutgoingMessage message in _messages)
            {
                message.IsSent = false;
                if (!keepsSession)
                {
                    message.PacketId = 0;
                    message.WasSent = false;
                }
            }
        }
    }

    /// <summary>The next message to be written, with its packet id; null when the window is full or nothing waits.</summary>
    public (OutgoingMessage Message, bool IsRepeat)? TakeNext()
    {
        lock (_lock)
        {
            if (_messages.Count(message => message.IsSent) >= window
                || _messages.Find(message => !message.IsSent) is not { } next)
            {
                return null;
            }

            if (next.PacketId == 0)
            {
                next.PacketId = NextPacketId_NeedsLock();
            }

            bool isRepeat = next.WasSent;
            next.IsSent = true;
            next.WasSent = true;
            return (next, isRepeat);
        }
    }

    /// <summary>The message in flight with this id, left where it is.</summary>
    public OutgoingMessage? Find(ushort packetId)
    {
        lock (_lock)
        {
            return _messages.Find(candidate => candidate.IsSent && candidate.PacketId == packetId);
        }
    }

    /// <summary>The server has it. Null when no message in flight has this id.</summary>
    public OutgoingMessage? Acknowledge(ushort packetId)
    {
        lock (_lock)
        {
            OutgoingMessage? message = _messages.Find(candidate => candidate.IsSent && candidate.PacketId == packetId);
            if (message is not null)
            {
                _messages.Remove(message);
                SignalChange_NeedsLock();
            }

            return message;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void SignalChange_NeedsLock()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    /// <summary>Counts up, never 0, never one that is in flight [MQTT-2.3.1-1, 2.3.1-2].</summary>
    private ushort NextPacketId_NeedsLock()
    {
        do
        {
            _lastPacketId = (ushort)(_lastPacketId == ushort.MaxValue ? 1 : _lastPacketId + 1);
        }
        while (_messages.Exists(message => message.PacketId == _lastPacketId));

        return _lastPacketId;
    }
}
