namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>How fast one client may send: so many messages a second on the average, and one second's worth at once.</summary>
/// <remarks>Not thread-safe: one connection, one reader.</remarks>
internal sealed class MessageAllowance(int mostPerSecond, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();

    /// <summary>When the last message was due, in messages since the beginning.</summary>
    private long _due;

    /// <summary>Takes one message; how long the connection must wait before the next is read.</summary>
    public TimeSpan Take()
    {
        long earned = (long)(clock.GetElapsedTime(_began).TotalSeconds * mostPerSecond);
        _due = Math.Max(_due, earned) + 1;
        long ahead = _due - earned - mostPerSecond;
        return ahead <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)ahead / mostPerSecond);
    }
}
