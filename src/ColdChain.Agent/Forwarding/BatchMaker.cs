using ColdChain.Agent.Buffer;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Forwarding;

/// <summary>Entries of the journal as the wire wants them.</summary>
internal static class BatchMaker
{
    public static ReadingBatch Make(
        JournalId journal, ForwardLane lane, IReadOnlyList<JournalEntry> entries, Instant now)
    {
        Dictionary<SensorId, List<WireReading>> series = [];
        List<WireEvent> events = [];
        foreach (JournalEntry entry in entries)
        {
            switch (entry)
            {
                case JournalEntry.Measured measured:
                    Add(series, measured);
                    break;
                case JournalEntry.Happened happened:
                    events.Add(happened.What);
                    break;
            }
        }

        return new ReadingBatch
        {
            Journal = journal.ToString(),
            Lane = lane switch
            {
                ForwardLane.Live => ReadingBatch.LiveLane,
                ForwardLane.Backlog => ReadingBatch.BacklogLane,
            },
            AgentTime = now.UnixMilliseconds,
            Series = [.. series.Select(one => new WireSeries { Sensor = one.Key.ToString(), Readings = one.Value })],
            Events = events,
        };
    }

    private static void Add(Dictionary<SensorId, List<WireReading>> series, JournalEntry.Measured measured)
    {
        Reading reading = measured.Reading;
        if (!series.TryGetValue(reading.Sensor, out List<WireReading>? readings))
        {
            series[reading.Sensor] = readings = [];
        }

        readings.Add(new WireReading(
            measured.Sequence, reading.MeasuredAt.UnixMilliseconds, reading.Value.MilliCelsius, (int)reading.Flags));
    }
}
