namespace ColdChain.Core.Wire;

/// <summary>What an agent posts to <c>/api/v1/agents/{agentId}/batches</c> (docs/protocols/wire.md).</summary>
public sealed record ReadingBatch
{
    /// <summary>Readings just measured, newest first: the alarm must be current.</summary>
    public const string LiveLane = "live";

    /// <summary>Readings that waited, oldest first: the record fills.</summary>
    public const string BacklogLane = "backlog";

    /// <summary>The header of a request that names its lane, so that a busy server need not read the body to know it.</summary>
    public const string LaneHeader = "ColdChain-Lane";

    /// <summary>The most readings and events in one batch; a server refuses more with 413.</summary>
    public const int MostEntries = 5_000;

    /// <summary>The header of an answer in which a server names what else it takes.</summary>
    public const string TakesHeader = "ColdChain-Takes";

    /// <summary>In <see cref="TakesHeader"/>: series by columns (<see cref="WireColumns"/>).</summary>
    public const string TakesColumns = "columns";

    /// <summary>The UUID of the buffer file, so that a rebuilt buffer is not taken for a repetition.</summary>
    public required string Journal { get; init; }

    public required string Lane { get; init; }

    /// <summary>The agent's clock when it sent, in Unix milliseconds.</summary>
    public required long AgentTime { get; init; }

    /// <summary>How the agent is; null in most batches. A server that does not know it loses nothing.</summary>
    public AgentHealthReport? Health { get; init; }

    // The JSON reader sets what is absent to null, whatever an initialiser says.
    public IReadOnlyList<WireSeries> Series { get => field ?? []; init; }

    public IReadOnlyList<WireEvent> Events { get => field ?? []; init; }

    /// <summary>The same batch with its series by columns.</summary>
    public ReadingBatch ByColumns() => this with
    {
        Series = [.. Series.Select(series => series with { Readings = [], Columns = WireColumns.Of(series.Readings) })],
    };
}
