namespace ColdChain.Core.Wire;

/// <summary>How an agent is, told with a live batch about once a minute. The last one counts; none is kept as history.</summary>
public sealed record AgentHealthReport
{
    /// <summary>The most sources and sensors that a report names; a server refuses more.</summary>
    public const int MostNamed = 500;

    /// <summary>The most characters of a text in it: for a line on a page.</summary>
    public const int LongestText = 200;

    /// <summary>The agent's version, such as 1.4.0.</summary>
    public required string Version { get; init; }

    /// <summary>When this run of the agent began, in Unix milliseconds of its own clock.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Readings and events in the buffer that the server does not have yet.</summary>
    public required long Waiting { get; init; }

    /// <summary>The size of the buffer's files in bytes.</summary>
    public required long BufferBytes { get; init; }

    /// <summary>The server's clock less the agent's, in milliseconds; null until the server has answered once.</summary>
    public long? ClockOffset { get; init; }

    // The JSON reader sets what is absent to null, whatever an initialiser says.
    public IReadOnlyList<SourceReport> Sources { get => field ?? []; init; }

    public IReadOnlyList<SensorReport> Sensors { get => field ?? []; init; }
}
