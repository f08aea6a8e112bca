using System.Diagnostics.Metrics;

using ColdChain.Server.History;

namespace ColdChain.Server.Ingest;

/// <summary>Counts what agents send; read at <c>/metrics</c>.</summary>
public sealed class IngestMetrics : IDisposable
{
    private readonly Meter _meter = new("ColdChain.Server");
    private readonly Counter<long> _batches;
    private readonly Counter<long> _readings;
    private readonly Counter<long> _events;

    public IngestMetrics()
    {
        _batches = _meter.CreateCounter<long>("coldchain.ingest.batches");
        _readings = _meter.CreateCounter<long>("coldchain.ingest.readings");
        _events = _meter.CreateCounter<long>("coldchain.ingest.events");
    }

    public void Answered(string lane, int status) =>
        _batches.Add(1, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("status", status));

    public void Stored(ArrivalOutcome.Durable durable, int events)
    {
        ArgumentNullException.ThrowIfNull(durable);
        Count("stored", durable.Stored);
        Count("duplicate", durable.Duplicates);
        Count("conflict", durable.Conflicts);
        Count("quarantined", durable.Refused);
        Count("sequence_used_again", durable.SequencesUsedAgain);
        _events.Add(events);
    }

    public void Dispose() => _meter.Dispose();

    private void Count(string outcome, int count) => _readings.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
}
