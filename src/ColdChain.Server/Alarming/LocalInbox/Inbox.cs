namespace ColdChain.Server.Alarming.LocalInbox;

/// <summary>The messages that the stand-in received, newest first. In memory only, and the oldest make room.</summary>
public sealed class Inbox
{
    public const int Capacity = 500;

    private readonly Lock _lock = new();
    private readonly LinkedList<InboxMessage> _messages = [];

    public IReadOnlyList<InboxMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    public void Add(InboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_lock)
        {
            _messages.AddFirst(message);
            if (_messages.Count > Capacity)
            {
                _messages.RemoveLast();
            }
        }
    }
}
