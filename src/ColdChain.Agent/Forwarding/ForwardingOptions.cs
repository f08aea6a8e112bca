using ColdChain.Agent.Retrying;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>Where readings go, and how.</summary>
public sealed record ForwardingOptions
{
    public static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan DefaultGather = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan DefaultHeartbeat = TimeSpan.FromMinutes(1);

    public const int DefaultLiveMost = 500;

    public const int DefaultBacklogMost = ReadingBatch.MostEntries;

    /// <summary>Below this the headers of live readings and heartbeats alone would use it up.</summary>
    public const int SmallestBytesPerSecond = 100;

    public static readonly TimeSpan DefaultReconnectWait = TimeSpan.FromSeconds(2);

    /// <summary>The server's address; the path of the wire contract is added to it.</summary>
    public required Uri ServerUrl { get; init; }

    public required AgentId Agent { get; init; }

    public required ServerKey Key { get; init; }

    /// <summary>How long one request may take, answer included.</summary>
    /// <value>Default 30 s, from 1 s to 10 min.</value>
    public TimeSpan RequestTimeout { get; init; } = DefaultRequestTimeout;

    /// <summary>How long the live lane waits for more, so that what is measured together travels together.</summary>
    /// <value>Default 200 ms, from 0 to 10 s.</value>
    public TimeSpan Gather { get; init; } = DefaultGather;

    /// <summary>An empty batch is sent after this long without readings, so that the server knows a quiet agent from a dead one.</summary>
    /// <value>Default 1 min, from 5 s to 1 h.</value>
    public TimeSpan Heartbeat { get; init; } = DefaultHeartbeat;

    /// <summary>The most entries of one live batch; more than this waiting becomes backlog.</summary>
    /// <value>Default 500, from 1 to <see cref="ReadingBatch.MostEntries"/>.</value>
    public int LiveMost { get; init; } = DefaultLiveMost;

    /// <summary>The most entries of one backlog batch.</summary>
    /// <value>Default and largest <see cref="ReadingBatch.MostEntries"/>; a slow line gets smaller ones (BatchSize).</value>
    public int BacklogMost { get; init; } = DefaultBacklogMost;

    /// <summary>The waits between attempts while the server is away.</summary>
    /// <value>Default 1 s doubling to 30 s; kept to when a server answers that it cannot (503, 429, a wrong key).</value>
    public RetryOptions Retry { get; init; } = new() { LongestWait = TimeSpan.FromSeconds(30) };

    /// <summary>The longest wait while nobody is reached at all: a line that is back is noticed while the alarm is news.</summary>
    /// <value>Default 2 s, from 100 ms to 1 h; never more than the longest wait of <see cref="Retry"/>.</value>
    public TimeSpan ReconnectWait { get; init; } = DefaultReconnectWait;

    /// <summary>How much the line may carry in the mean, both directions, headers and TLS included.</summary>
    /// <value>Bytes a second; null, the default, when it is not capped. At least <see cref="SmallestBytesPerSecond"/>. Fresh readings go first and never wait.</value>
    public int? MostBytesPerSecond { get; init; }
}
