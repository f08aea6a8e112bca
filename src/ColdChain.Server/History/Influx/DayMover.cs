using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>Takes the readings of old days out of our file once InfluxDB has given them back as they are.</summary>
/// <remarks>
/// A day stays whole in our file when it has conflicts, which InfluxDB cannot hold, or is among the last
/// <see cref="InfluxOptions.KeepDays"/>; what came late for a day stays here too. A day goes only when no arrival is kept any
/// more that has a part in it, so that a start never needs InfluxDB.
/// </remarks>
internal sealed class DayMover(HistoryWriter writer, ChunkReader chunks, InfluxReadings influx, InfluxHome home, int keepDays)
{
    /// <summary>From the last chunk on, days are looked at again from the first one after this long.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly HistoryMemory _memory = writer.Memory;
    private readonly Queue<(long Seal, long Arrival)> _sealedWith = [];
    private long _settledSeal;
    private long _after;
    private Instant? _endedAt;

    /// <summary>Days that InfluxDB gave back otherwise than they were written, since the start.</summary>
    public int Differing { get; private set; }

    /// <summary>Everything that is due now.</summary>
    public async Task<InfluxOutcome> MoveAsync(Instant now, CancellationToken cancellationToken)
    {
        Settle();
        if (_endedAt is { } ended && now >= ended && now - ended < Again)
        {
            return new InfluxOutcome.Done();
        }

        _endedAt = null;
        int beforeDay = _memory.Calendar.DayOf(now) - keepDays;
        while (chunks.FirstPartsAfter(_after, beforeDay) is { Count: > 0 } together)
        {
            List<ChunkId> confirmed = [];
            foreach (UnpackedChunk chunk in together)
            {
                (InfluxOutcome outcome, bool isThere) = await ConfirmAsync(chunk, cancellationToken);
                if (outcome is not InfluxOutcome.Done)
                {
                    return outcome;
                }

                confirmed.AddRange(isThere ? [chunk.Id] : []);
            }

            await writer.WriteAsync(session => confirmed.Sum(id => AwayWriting.SendAway(session, id)), cancellationToken);
            _after = together[^1].Id.Number;
        }

        (_after, _endedAt) = (0, now);
        return new InfluxOutcome.Done();
    }

    /// <summary>
    /// Which chunks are made of arrivals that are gone. A chunk that is there now is made of arrivals that are there now or
    /// were before.
    /// </summary>
    private void Settle()
    {
        (long seal, long arrival) = (_memory.NewestSeal, _memory.NewestArrival.Number);
        if (_sealedWith.Count == 0 ? seal > _settledSeal : seal > _sealedWith.Last().Seal)
        {
            _sealedWith.Enqueue((seal, arrival));
            _endedAt = null;
        }

        long firstKept = chunks.FirstKeptArrival();
        while (_sealedWith.TryPeek(out (long Seal, long Arrival) oldest) && oldest.Arrival < firstKept)
        {
            _settledSeal = oldest.Seal;
            _sealedWith.Dequeue();
            _endedAt = null;
        }
    }

    private async Task<(InfluxOutcome Outcome, bool IsThere)> ConfirmAsync(UnpackedChunk chunk, CancellationToken cancellationToken)
    {
        if (IsOpen(chunk.Id))
        {
            return (new InfluxOutcome.Done(), false);
        }

        List<UnpackedChunk> later = chunks.LaterParts(chunk.Id);
        long newest = later.Select(part => part.Seal).Append(chunk.Seal).Max();
        if (chunk.Content is not { Conflicts.IsEmpty: true, Readings.IsEmpty: false } content
            || newest > Math.Min(_settledSeal, home.Mirrored) || later.Exists(part => part.Content is null))
        {
            return (new InfluxOutcome.Done(), false);
        }

        KeptDay[] others = [.. later.Select(part => part.Content!)];
        (InfluxOutcome outcome, bool isSame) = await CompareAsync(chunk, content, others, cancellationToken);
        if (outcome is InfluxOutcome.Done && !isSame)
        {
            outcome = await influx.WriteDayAsync(chunk.Sensor, chunk.Id.Day, content.Readings, cancellationToken);
            if (outcome is InfluxOutcome.Done)
            {
                (outcome, isSame) = await CompareAsync(chunk, content, others, cancellationToken);
                Differing += outcome is InfluxOutcome.Done && !isSame && !IsOpen(chunk.Id) ? 1 : 0;
            }
        }

        return (outcome, isSame);
    }

    /// <summary>Something came for that day which is not sealed yet, and InfluxDB may have it already.</summary>
    private bool IsOpen(ChunkId id) => _memory.Find(id.Sensor)?.OpenOn(id.Day) is not null;

    private async Task<(InfluxOutcome Outcome, bool IsSame)> CompareAsync(
        UnpackedChunk chunk, KeptDay content, KeptDay[] others, CancellationToken cancellationToken)
    {
        int most = content.Readings.Length + others.Sum(part => part.Readings.Length) + AwayDay.Slack;
        InfluxDays read = await influx.ReadAsync(chunk.Sensor, chunk.Id.Day, chunk.Id.Day, most, cancellationToken);
        KeptReading[]? back = read.Outcome is InfluxOutcome.Done && read.Days.TryGetValue(chunk.Id.Day, out List<KeptReading>? readings)
            ? AwayDay.FirstPart(readings, ChunkFigures.Of(content), others)
            : null;
        return (read.Outcome, back is not null && content.Readings.Span.SequenceEqual(back));
    }
}
