namespace ColdChain.Agent.Buffer;

/// <summary>Where the journal is kept and what it may cost.</summary>
public sealed record BufferOptions
{
    public static readonly long DefaultLargestBytes = 2L * 1024 * 1024 * 1024;

    public static readonly long SmallestLargestBytes = 4L * 1024 * 1024;

    public static readonly TimeSpan DefaultRedeliveryWindow = TimeSpan.FromMinutes(10);

    /// <summary>The folder of <c>journal.db</c>; made when it is not there.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// The size at which the agent stops acknowledging and says so. Nothing is ever dropped to make room: a sensor that
    /// is not acknowledged keeps its reading, and the gap is visible.
    /// </summary>
    /// <value>Bytes; default 2 GiB (five fridges at a minute for many years), at least 4 MiB.</value>
    public long LargestBytes { get; init; } = DefaultLargestBytes;

    /// <summary>How long an MQTT message is remembered to recognise its redelivery; counted while the agent runs.</summary>
    /// <value>Default 10 min, from 10 s to 24 h.</value>
    public TimeSpan RedeliveryWindow { get; init; } = DefaultRedeliveryWindow;
}
