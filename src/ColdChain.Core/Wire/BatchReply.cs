namespace ColdChain.Core.Wire;

/// <summary>The server's answer, given once everything in <see cref="Accepted"/> is on its disk.</summary>
public sealed record BatchReply
{
    /// <summary>
    /// Closed ranges of sequences [first, last] that are durable. Ranges and never a high-water mark, so that the live
    /// lane does not acknowledge backlog that was not sent.
    /// </summary>
    public required IReadOnlyList<long[]> Accepted { get; init; }

    /// <summary>Kept in quarantine on the server and not to be sent again.</summary>
    public required IReadOnlyList<RejectedEntry> Rejected { get; init; }

    /// <summary>The server's clock, in Unix milliseconds.</summary>
    public required long ServerTime { get; init; }

    /// <summary>The newest daily root (<see cref="Integrity.RootLine"/>), which the agent is to keep; now and then, or null.</summary>
    public string? Root { get; init; }
}
