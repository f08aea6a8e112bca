namespace ColdChain.Testing;

/// <summary>What a <see cref="TcpFaultProxy"/> does to the connections through it.</summary>
public enum ProxyMode
{
    /// <summary>Carries bytes both ways.</summary>
    Pass,

    /// <summary>The line is down and both ends hear of it: open connections are reset, new ones closed at once.</summary>
    Cut,

    /// <summary>Half-open: connections stand, what is sent disappears, nobody is told.</summary>
    Swallow,

    /// <summary>Requests arrive and their answers disappear: the other side has done what the caller cannot know.</summary>
    LoseReplies,

    /// <summary>What the other side says arrives, and what is said to it disappears: it cannot know that it was heard.</summary>
    LoseRequests,
}
