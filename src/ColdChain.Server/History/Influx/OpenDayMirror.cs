using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>Writes what comes into open days to InfluxDB soon, so that who looks there sees what is measured now.</summary>
/// <remarks>
/// What was written is known in memory alone: after a restart the open days are written once more, which changes nothing
/// there. Nothing depends on it; finished days are written by <see cref="ChunkMirror"/> in any case.
/// </remarks>
internal sealed class OpenDayMirror(HistoryMemory memory, LineSender sender)
{
    private readonly Dictionary<(int Sensor, int Day, int Part), (int Count, int LastOffset)> _written = [];
    private readonly List<((int Sensor, int Day, int Part) Key, (int Count, int LastOffset) Written)> _sending = [];

    /// <summary>Everything that is open now.</summary>
    public async Task<InfluxOutcome> WriteAsync(CancellationToken cancellationToken)
    {
        _sending.Clear();
        foreach (SensorTimeline timeline in memory.Timelines)
        {
            foreach (OpenDay day in timeline.Open)
            {
                Add(timeline, day);
                if (sender.IsFull && await SendAsync(cancellationToken) is var full and not InfluxOutcome.Done)
                {
                    return full;
                }
            }
        }

        return await SendAsync(cancellationToken);
    }

    /// <summary>Whether all readings of a part were written while it was open; it is forgotten then.</summary>
    public bool Take(ChunkId id, int count) =>
        _written.Remove((id.Sensor, id.Day, id.Part), out (int Count, int LastOffset) written) && written.Count == count;

    private void Add(SensorTimeline timeline, OpenDay day)
    {
        (int Sensor, int Day, int Part) key = (timeline.Number, day.Day, day.Part);
        (int count, int last) = _written.GetValueOrDefault(key);
        if (day.Count == count)
        {
            return;
        }

        ReadOnlySpan<KeptReading> readings = day.Content.Readings.Span;
        // Views only grow: the same reading at the same place means that nothing came before it.
        int from = count > 0 && readings[count - 1].Offset == last ? count : 0;
        long dayStart = memory.Calendar.StartOf(day.Day);
        foreach (ref readonly KeptReading reading in readings[from..])
        {
            sender.Lines.Add(timeline.Sensor, dayStart, reading);
        }

        _sending.Add((key, (readings.Length, readings[^1].Offset)));
    }

    private async Task<InfluxOutcome> SendAsync(CancellationToken cancellationToken)
    {
        InfluxOutcome outcome = await sender.SendAsync(cancellationToken);
        if (outcome is InfluxOutcome.Done)
        {
            _sending.ForEach(sent => _written[sent.Key] = sent.Written);
        }

        _sending.Clear();
        return outcome;
    }
}
