namespace ColdChain.Agent.Buffer;

/// <summary>The two ways out of the one buffer (design §7). An entry is in exactly one of them at a time.</summary>
public enum ForwardLane
{
    /// <summary>What was just measured, newest first: the alarm must be current.</summary>
    Live,

    /// <summary>What waited, oldest first: the record fills.</summary>
    Backlog,
}
